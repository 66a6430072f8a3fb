import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { requireFreeSpace } from "../../components/disk.ts";
import { languageHost, type PulumiCli, pinnedVersion } from "./cli.ts";
import { isExecutable } from "./find-cli.ts";
import { moduleDirectory, runGo } from "./go.ts";

export interface BuildTools {
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  /** How far it is; many lines, of which each replaces the one before. */
  readonly status: (line: string) => void;
  readonly signal: AbortSignal;
}

const mainPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${pinnedVersion}`;
/** Modules, compiled packages and the CLI itself while it is built; 0.1 GB stays. */
const neededBytes = 3.2e9;
const temporaryPrefix = "building-pulumi-";

/**
 * Stands beside the CLI, where it looks for a language host without a warning. The host itself is a program of the
 * repository that runs the CLI, so that nothing of it is kept in a cache that repositories share.
 */
const launcher = `#!/bin/sh
exec "\${PLIMSOLL_NODE:?this CLI is run by npm run pulumi}" "$PLIMSOLL_LANGUAGE_HOST" "$@"
`;

/** The CLI that was built into the cache; null if there is none of these pins. */
export async function cachedCli(cacheDir: string): Promise<PulumiCli | null> {
  const executable = join(await builtDirectory(cacheDir), "pulumi");
  return (await isExecutable(executable)) ? { source: "built", executable, version: pinnedVersion } : null;
}

/**
 * Builds the pinned CLI from the modules that go.sum pins, in 4 minutes or more, and removes all but the result. The
 * caller holds the cache's lock for it.
 * @throws Problem PLM-PULUMI-003, PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function buildCli(cacheDir: string, { env, log, status, signal }: BuildTools): Promise<PulumiCli> {
  await requireFreeSpace(cacheDir, neededBytes, "Building the Pulumi CLI");
  await removeLeftovers(cacheDir);
  const temporary = await mkdtemp(join(cacheDir, temporaryPrefix));
  try {
    log(`building the Pulumi CLI ${pinnedVersion} with Go in ${cacheDir}: 4 min or more, 2.9 GB of which 0.1 GB stay`);
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
    const modules = await pinnedModules();
    const packages = await runGo({
      args: ["list", ...pins, "-deps", mainPackage],
      env: goEnv,
      onProgress: counting("go: downloading", (count) => status(`fetched ${count} of ${modules} modules`)),
      signal,
    });
    const result = join(temporary, "result");
    await mkdir(result);
    const flags = ["-trimpath", "-ldflags", `-s -w ${versionFlag}`, "-o", join(result, "pulumi")];
    await runGo({
      args: ["build", ...pins, "-v", ...flags, mainPackage],
      env: goEnv,
      onProgress: counting("", (count) => status(`compiled ${count} of ${packages.length} packages`)),
      signal,
    });
    await writeFile(join(result, languageHost), launcher, { mode: 0o755 });
    const directory = await builtDirectory(cacheDir);
    await rm(directory, { recursive: true, force: true });
    await rename(result, directory);
    return { source: "built", executable: join(directory, "pulumi"), version: pinnedVersion };
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
async function removeLeftovers(cacheDir: string): Promise<void> {
  const leftovers = (await readdir(cacheDir)).filter((entry) => entry.startsWith(temporaryPrefix));
  await Promise.all(leftovers.map((entry) => rm(join(cacheDir, entry), { recursive: true, force: true })));
}

/** go.sum has two lines for a module that is built: one for its content and one for its go.mod. */
async function pinnedModules(): Promise<number> {
  const lines = (await readFile(join(moduleDirectory, "go.sum"), "utf8")).trim().split("\n");
  return lines.filter((line) => !line.includes("/go.mod h1:")).length;
}

/** Named by everything that the result depends on. */
async function builtDirectory(cacheDir: string): Promise<string> {
  const files = await Promise.all(["go.mod", "go.sum"].map((name) => readFile(join(moduleDirectory, name), "utf8")));
  const digest = createHash("sha256")
    .update(JSON.stringify([files, versionFlag, launcher]))
    .digest("hex")
    .slice(0, 8);
  return join(cacheDir, `pulumi-${pinnedVersion}-${digest}`);
}
