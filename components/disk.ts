import { mkdir, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { Problem } from "../sizing/problem.ts";

/**
 * Makes sure that the file system of `directory` (created if absent, mode 0700) has room.
 * @param neededBytes what the caller is about to write, in bytes
 * @throws Problem PLM-DISK-101 with both figures if it has not.
 */
export async function requireFreeSpace(directory: string, neededBytes: number, purpose: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const free = await freeBytes(directory);
  if (free >= neededBytes) return;
  throw new Problem(
    "environment",
    "PLM-DISK-101",
    `${purpose} needs ${megabytes(neededBytes)} in ${directory}, where ${megabytes(free)} are free`,
    `Free ${megabytes(neededBytes - free)} there, or name another directory`,
  );
}

/** What the file system of `directory` has left for this user, bytes; of one that is not there yet, its nearest parent's. */
export async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch (error) {
    const parent = dirname(directory);
    if (parent === directory) throw error;
    return freeBytes(parent);
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en-GB")} MB`;
}
