import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Minor versions of Python 3 for which the package's requirements are pinned. */
const pinnedFor = [10, 11, 12];
const answersWithinMs = 20_000;

/**
 * The first Python on the PATH for which the package is pinned; null if there is none.
 * @param names of the executables to try, in this order
 */
export async function findPython(names: readonly string[] = pythonNames): Promise<string | null> {
  for (const name of names) if (isPinnedFor(await versionOf(name))) return name;
  return null;
}

const pythonNames = ["python3", ...pinnedFor.map((minor) => `python3.${minor}`)];

/** Whether `python --version` tells a version for which the package is pinned. */
export function isPinnedFor(version: string): boolean {
  const [, major, minor] = version.match(/^Python (\d+)\.(\d+)\./) ?? [];
  return major === "3" && pinnedFor.includes(Number(minor));
}

async function versionOf(executable: string): Promise<string> {
  try {
    return (await promisify(execFile)(executable, ["--version"], { timeout: answersWithinMs })).stdout;
  } catch {
    return "";
  }
}
