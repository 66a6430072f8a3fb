import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock } from "../../components/process/lock.ts";
import { plimsoll } from "../testing/spawn.ts";

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "plimsoll-cache-"));
  for (const [name, bytes] of [
    ["kafka-3.9.2-0f0f0f0f", 3000],
    ["kafka-4.3.1-0f0f0f0f", 2000],
    ["k6-1.8.1-0f0f0f0f", 1000],
  ] as const) {
    await mkdir(join(cache, name, "inner"), { recursive: true });
    await writeFile(join(cache, name, "inner", "file"), Buffer.alloc(bytes));
  }
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const run = (...words: string[]) => plimsoll(["cache", ...words], { PLIMSOLL_CACHE: cache });
const left = async () => (await readdir(cache)).filter((name) => !name.endsWith("lock")).toSorted();

test("shows what is there, the largest first, with sizes and ages", async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^6 kB in .+\n.*\n {2}kafka-3\.9\.2-0f0f0f0f +3 kB +\d.*s +jars of Kafka\n/);
  const { entries } = JSON.parse((await run("show", "k6", "--json")).out);
  expect(entries).toEqual([expect.objectContaining({ name: "k6-1.8.1-0f0f0f0f", bytes: 1000 })]);
});

test("clears what is named, or everything, and asks before", async () => {
  const unasked = await run("clear", "k6");
  expect(unasked.code).toBe(2);
  expect(unasked.err).toMatch(/^error PLM-CLI-005: .*\n {2}give the answer beforehand with --yes\n$/);
  expect(await left()).toHaveLength(3);
  expect((await run("clear", "kafka-3.9.2", "k6", "--yes")).code).toBe(0);
  expect(await left()).toEqual(["kafka-4.3.1-0f0f0f0f"]);
  const { code, out } = await run("clear", "--yes", "--json");
  expect({ code, cleared: JSON.parse(out).cleared.length, left: await left() }).toEqual({
    code: 0,
    cleared: 1,
    left: [],
  });
  expect((await run("clear", "--yes")).out).toMatch(/^cleared nothing in /);
});

test("a name that is not there removes nothing", async () => {
  const { code, err } = await run("clear", "k6", "kafka-3.9.1", "--yes");
  expect(code).toBe(2);
  expect(err).toMatch(/^error PLM-CACHE-001: the cache has no `kafka-3\.9\.1`/);
  expect(await left()).toHaveLength(3);
});

test("nothing is removed while a process runs from it, or fetches into it", async () => {
  const jar = join(cache, "kafka-3.9.2-0f0f0f0f", "inner", "file");
  const node = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)", jar], { stdio: "ignore" });
  try {
    await once(node, "spawn");
    const used = await run("clear", "--yes");
    expect(used.code).toBe(5);
    expect(used.err).toContain(`error PLM-CACHE-002: kafka-3.9.2-0f0f0f0f is in use: process ${node.pid} runs from it`);
    expect((await run("clear", "k6", "--yes")).code).toBe(0);
  } finally {
    node.kill("SIGKILL");
  }
  const lock = await tryLock(join(cache, "lock"));
  if (lock.state === "taken") expect.unreachable("the lock of a new folder is free");
  else {
    expect((await run("clear", "--yes")).code).toBe(5);
    await lock.release();
  }
  expect(await left()).toEqual(["kafka-3.9.2-0f0f0f0f", "kafka-4.3.1-0f0f0f0f"]);
});
