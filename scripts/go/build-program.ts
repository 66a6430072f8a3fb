import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { requireFreeSpace } from "../../components/disk.ts";
import type { Problem } from "../../sizing/index.ts";
import type { BuildTools } from "../build-tools.ts";
import { runLogged } from "../run-logged.ts";

/** A program that is built from Go modules whose sums a go.sum pins. */
export interface GoProgram {
  /** Name of the executable, and of what is written in the cache. */
  readonly name: string;
  /** How a reader calls it, such as `the Pulumi CLI`. */
  readonly title: string;
  readonly version: string;
  /** Holds its go.mod and go.sum. */
  readonly directory: string;
  readonly mainPackage: string;
  /** For the linker, beside those that leave debugging symbols out. */
  readonly linkerFlags: string;
  /** Modules, compiled packages and the program itself while it is built. */
  readonly neededBytes: number;
  /** What a build costs and leaves, for the reader: `4 min or more, 2.9 GB of which 0.1 GB stay`. */
  readonly cost: string;
  /** What else the result depends on. */
  readonly ingredients: readonly string[];
  /** Writes what stands beside the executable. */
  readonly finish?: (directory: string) => Promise<void>;
  /** What is thrown if go fails, with the end of its log. */
  readonly failed: (command: string, log: readonly string[]) => Problem;
}

/** The folder of the built program in the cache, named by everything that the result depends on. */
export async function builtDirectory(program: GoProgram, cacheDir: string): Promise<string> {
  const files = await Promise.all(["go.mod", "go.sum"].map((name) => readFile(join(program.directory, name), "utf8")));
  const digest = createHash("sha256")
    .update(JSON.stringify([files, ...program.ingredients]))
    .digest("hex")
    .slice(0, 8);
  return join(cacheDir, `${program.name}-${program.version}-${digest}`);
}

/**
 * Builds a program from the modules that its go.sum pins, and removes all but the result. The caller holds the cache's
 * lock for it.
 * @returns the folder with the executable
 * @throws Problem of `program.failed`, PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function buildProgram(
  program: GoProgram,
  cacheDir: string,
  { env, log, status, signal }: BuildTools,
): Promise<string> {
  const { name, title, version, directory, mainPackage } = program;
  await requireFreeSpace(cacheDir, program.neededBytes, `Building ${title}`);
  const failed = (command: string, lines: readonly string[]) =>
    program.failed(
      command,
      lines.filter((line) => !line.startsWith("go: downloading")),
    );
  const temporaryPrefix = `building-${name}-`;
  await removeLeftovers(cacheDir, temporaryPrefix);
  const temporary = await mkdtemp(join(cacheDir, temporaryPrefix));
  try {
    log(`building ${title} ${version} with Go in ${cacheDir}: ${program.cost}`);
    const goEnv = {
      ...env,
      CGO_ENABLED: "0",
      GOTOOLCHAIN: "local",
      GOWORK: "off",
      GOCACHE: join(temporary, "compiled"),
      GOMODCACHE: join(temporary, "modules"),
      GOTMPDIR: temporary,
    };
    // Without -modcacherw the modules are read-only, and could not be removed.
    const pins = ["-mod=readonly", "-modcacherw"];
    const modules = await pinnedModules(directory);
    const packages = await runLogged({
      command: "go",
      directory,
      args: ["list", ...pins, "-deps", mainPackage],
      env: goEnv,
      onProgress: counting("go: downloading", (count) => status(`fetched ${count} of ${modules} modules`)),
      signal,
      failed,
    });
    const result = join(temporary, "result");
    await mkdir(result);
    const linkerFlags = `-s -w ${program.linkerFlags}`.trimEnd();
    await runLogged({
      command: "go",
      directory,
      args: ["build", ...pins, "-v", "-trimpath", "-ldflags", linkerFlags, "-o", join(result, name), mainPackage],
      env: goEnv,
      onProgress: counting("", (count) => status(`compiled ${count} of ${packages.length} packages`)),
      signal,
      failed,
    });
    await program.finish?.(result);
    const built = await builtDirectory(program, cacheDir);
    await rm(built, { recursive: true, force: true });
    await rename(result, built);
    return built;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Calls `tell` with the number of lines so far that begin with `prefix`. */
function counting(prefix: string, tell: (count: number) => void): (line: string) => void {
  let count = 0;
  return (line) => {
    if (line.startsWith(prefix)) tell(++count);
  };
}

/** Of a build that was killed. */
async function removeLeftovers(cacheDir: string, prefix: string): Promise<void> {
  const leftovers = (await readdir(cacheDir)).filter((entry) => entry.startsWith(prefix));
  await Promise.all(leftovers.map((entry) => rm(join(cacheDir, entry), { recursive: true, force: true })));
}

/** go.sum has two lines for a module that is built: one for its content and one for its go.mod. */
async function pinnedModules(directory: string): Promise<number> {
  const lines = (await readFile(join(directory, "go.sum"), "utf8")).trim().split("\n");
  return lines.filter((line) => !line.includes("/go.mod h1:")).length;
}
