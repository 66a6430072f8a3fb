import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readLines } from "./lines.ts";

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-lines-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function fileOf(content: string): Promise<string> {
  const path = join(directory, "calls.csv");
  await writeFile(path, content);
  return path;
}

it("takes the lines that are not empty, of files from anywhere", async () => {
  expect(await readLines(await fileOf("one\r\ntwo\n\nthree"))).toEqual(["one", "two", "three"]);
});

it("takes no more than templates hold", async () => {
  expect(await readLines(await fileOf("x\n".repeat(70_000)))).toHaveLength(65_536);
});

it("reads a large file no further than 16 MiB, and no part of a line", async () => {
  const line = `${"x".repeat(9_999)}\n`;
  const lines = await readLines(await fileOf(line.repeat(1_700)));
  // 16 MiB / 10,000 B = 1,677.7
  expect(lines).toHaveLength(1_677);
  expect(lines.at(-1)).toHaveLength(9_999);
});

it("says what is wrong with a file", async () => {
  const problem = (words: string) =>
    expect.objectContaining({ code: "PLM-LOAD-023", message: expect.stringContaining(words) });
  await expect(readLines(join(directory, "none.csv"))).rejects.toThrow(problem("cannot be read"));
  await expect(readLines(await fileOf("\n\n"))).rejects.toThrow(problem("has no lines"));
});
