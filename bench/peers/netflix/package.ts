import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { requireFreeSpace } from "../../../components/disk.ts";
import { refuseIfAborted } from "../../../components/process/pause.ts";
import { cacheDirectory } from "../../../components/runtime/cache.ts";
import { lockCache } from "../../../components/runtime/lock-cache.ts";
import { findPython } from "./python.ts";

/** A Python that has the package, or why there is none here. */
export type NetflixPackage =
  | { readonly state: "ready"; readonly python: string }
  | { readonly state: "absent"; readonly reason: string };

export interface PackageTools {
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

const name = "service-capacity-modeling";
const requirementsFile = join(import.meta.dirname, "requirements.txt");
const requirements = readFileSync(requirementsFile, "utf8");
const neededBytes = 300e6;
const installsWithinMs = 600_000;
const stampName = "installed";

/** Version of the package that is pinned. */
export const netflixVersion = pinnedVersion(requirements);

/**
 * A virtual environment in the cache that holds the package, made now if it is not there. That Python or the package
 * cannot be had is a value: the bench goes on without this peer.
 * @throws Problem PLM-INTERRUPT-001
 */
export async function ensureNetflixPackage({ log, signal }: PackageTools): Promise<NetflixPackage> {
  const cacheDir = cacheDirectory();
  const digest = createHash("sha256").update(requirements).digest("hex").slice(0, 8);
  const directory = join(cacheDir, `${name}-${netflixVersion}-${digest}`);
  const python = join(directory, "bin", "python");
  const unlock = await lockCache(cacheDir, `${name}.lock`, { log, signal });
  try {
    if (existsSync(join(directory, stampName)) && (await findPython([python])) !== null)
      return { state: "ready", python };
    const base = await findPython();
    if (base === null) return { state: "absent", reason: "there is no Python 3.10, 3.11 or 3.12 on the PATH" };
    await requireFreeSpace(cacheDir, neededBytes, name);
    log(`fetching ${name} ${netflixVersion} with pip into ${directory}`);
    await install(base, directory, signal);
    return { state: "ready", python };
  } catch (error) {
    refuseIfAborted(signal);
    return { state: "absent", reason: lastLine(error) };
  } finally {
    await unlock();
  }
}

async function install(base: string, directory: string, signal: AbortSignal): Promise<void> {
  const run = promisify(execFile);
  const limits = { signal, timeout: installsWithinMs };
  await rm(directory, { recursive: true, force: true });
  await run(base, ["-m", "venv", directory], limits);
  const pip = ["-m", "pip", "install", "--quiet", "--only-binary=:all:", "--require-hashes", "-r", requirementsFile];
  await run(join(directory, "bin", "python"), pip, limits);
  await writeFile(join(directory, stampName), `${netflixVersion}\n`);
}

/** @throws Error if the requirements do not pin the package */
export function pinnedVersion(text: string): string {
  const [, version] = text.match(/^service-capacity-modeling==(\S+)/m) ?? [];
  if (version === undefined) throw new Error(`the requirements do not pin ${name}`);
  return version;
}

/** The line in which venv and pip tell what is wrong. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  const text = stderr?.trim() || message;
  return text.slice(text.lastIndexOf("\n") + 1);
}
