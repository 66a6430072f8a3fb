import { open } from "node:fs/promises";
import { Problem } from "../../../sizing/problem.ts";
import { MAX_RECORDS, MAX_TEMPLATES } from "../stamp.ts";

/** Templates hold no more; a larger file is read no further. */
const MOST_LINES = MAX_RECORDS * MAX_TEMPLATES;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The lines of a text file that are not empty, from its beginning, as many as a load can use.
 * @throws Problem PLM-LOAD-023 if the file cannot be read or has no lines
 */
export async function readLines(path: string): Promise<string[]> {
  const text = await beginning(path);
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  if (lines.length === 0) throw unusable(path, "has no lines");
  return lines.slice(0, MOST_LINES);
}

async function beginning(path: string): Promise<string> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, MOST_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const whole = bytesRead === size ? bytesRead : buffer.lastIndexOf(0x0a, bytesRead) + 1;
    return buffer.toString("utf8", 0, whole);
  } catch (error) {
    throw unusable(path, `cannot be read: ${(error as Error).message}`);
  }
}

function unusable(path: string, why: string): Problem {
  return new Problem(
    "input",
    "PLM-LOAD-023",
    `${path} ${why}`,
    "name a text file in `lines`, its path from the workload's folder",
  );
}
