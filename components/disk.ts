import { mkdir, statfs } from "node:fs/promises";
import { Problem } from "../sizing/problem.ts";

/**
 * Makes sure that the file system of `directory` (created if absent, mode 0700) has room.
 * @param neededBytes what the caller is about to write, in bytes
 * @throws Problem PLM-DISK-101 with both figures if it has not.
 */
export async function requireFreeSpace(directory: string, neededBytes: number, purpose: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  if (free >= neededBytes) return;
  throw new Problem(
    "environment",
    "PLM-DISK-101",
    `${purpose} needs ${megabytes(neededBytes)} in ${directory}, where ${megabytes(free)} are free`,
    `Free ${megabytes(neededBytes - free)} there, or name another directory`,
  );
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6).toLocaleString("en-GB")} MB`;
}
