import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { NodeInputs } from "../resource.ts";

/** Writes a file so that a reader finds the old content or the new one, never a part. */
export async function writeAtomically(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, content, { mode: 0o600 });
  await rename(temporary, path);
}

/** Writes every file of a node. */
export async function writeNodeFiles({ directory, files }: NodeInputs): Promise<void> {
  for (const [path, content] of Object.entries(files)) await writeAtomically(join(directory, path), content);
}

/** The content that the files of a node really have; those that are gone are left out. */
export async function readNodeFiles({ directory, files }: NodeInputs): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const path of Object.keys(files)) {
    const content = await readFile(join(directory, path), "utf8").catch(() => null);
    if (content !== null) found[path] = content;
  }
  return found;
}

/** A hash of everything that a process is started with: if it changes, the process must be started again. */
export function startDigest({ kafka, files, heapBytes, jvm }: NodeInputs): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([kafka, sorted, heapBytes, jvm]))
    .digest("hex")
    .slice(0, 16);
}

/** The file that takes the standard output and error of a node. */
export function logFileOf(directory: string): string {
  return join(directory, "log", "console.log");
}

/** The last lines of a log, oldest first; none if it cannot be read. */
export async function logEnd(path: string, lines = 20): Promise<string[]> {
  const most = 65_536;
  try {
    await using file = await open(path, "r");
    const { size } = await file.stat();
    const start = Math.max(0, size - most);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(most), position: start });
    return buffer.toString("utf8", 0, bytesRead).trimEnd().split("\n").slice(-lines);
  } catch {
    return [];
  }
}
