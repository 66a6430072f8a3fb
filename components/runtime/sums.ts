import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** From the name of a jar to its SHA-256 in hexadecimal, in the order of the class path. */
export type Sums = ReadonlyMap<string, string>;

/** Reads a list as `sha256sum` writes it. */
export function parseSums(text: string): Sums {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [, sum, name] = line.match(/^([0-9a-f]{64}) [ *](.+)$/) ?? [];
      if (sum === undefined || name === undefined) throw new Error(`no sha256 sum: ${line}`);
      return [name, sum];
    }),
  );
}

/** The jars in a directory that are absent or differ from the list, one line each. */
export async function wrongJars(directory: string, sums: Sums): Promise<string[]> {
  const found = await Promise.all(
    [...sums].map(async ([name, wanted]) => {
      const content = await readFile(join(directory, name)).catch(() => null);
      if (content === null) return `${name}: absent`;
      const actual = createHash("sha256").update(content).digest("hex");
      return actual === wanted ? null : `${name}: ${actual} instead of ${wanted}`;
    }),
  );
  return found.filter((line) => line !== null);
}
