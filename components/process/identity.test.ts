import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { findByArgument, identify, isAlive, processName } from "./identity.ts";

test("this process is alive", () => {
  const own = identify(process.pid);
  expect(own && isAlive(own)).toBe(true);
  expect(processName(process.pid)).toMatch(/node|vitest/i);
});

test("a process that got the same pid later is not taken for the one that was meant", () => {
  expect(isAlive({ pid: process.pid, startTime: "1" })).toBe(false);
});

test("a process is found by a whole argument only, and is gone once it was killed", async () => {
  const mark = `-Dplimsoll.test=${process.pid}`;
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", mark]);
  await once(child, "spawn");
  try {
    expect(findByArgument(mark).map(({ pid }) => pid)).toEqual([child.pid]);
    expect(findByArgument(mark.slice(0, -1))).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  expect(findByArgument(mark)).toEqual([]);
  expect(identify(child.pid!)).toBeNull();
});
