import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock } from "./lock.ts";

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "plimsoll-lock-"));
  path = join(directory, "lock");
});
afterEach(() => rm(directory, { recursive: true }));

test("of many at once exactly one gets it, and the others are told who", async () => {
  const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(path)));
  expect(attempts.filter(({ state }) => state === "held")).toHaveLength(1);
  const pids = attempts.flatMap((attempt) => (attempt.state === "taken" ? [attempt.holder.pid] : []));
  expect(pids).toEqual(Array(19).fill(process.pid));
});

test("once released it is free, and nothing is left", async () => {
  const first = await tryLock(path);
  if (first.state === "held") await first.release();
  expect(await readdir(directory)).toEqual([]);
  expect((await tryLock(path)).state).toBe("held");
});

test.each([
  ["of a process that has ended", JSON.stringify({ pid: process.pid, startTime: "1" })],
  ["cut off while it was written", '{"pid":'],
])("a lock %s is taken over, by one", async (_name, content) => {
  for (let round = 0; round < 20; round++) {
    await writeFile(path, content);
    const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(path)));
    expect(attempts.filter(({ state }) => state === "held")).toHaveLength(1);
  }
});
