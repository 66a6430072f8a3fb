import { expect, test } from "vitest";
import { cpuSecondsOf, processCpuSeconds } from "./process-cpu.ts";

const rest = "S 1 4242 4242 0 -1 4194560 2155 0 3 0 1234 66 7 8 20 0 11 0 48123 1000 500 18446744073709551615";

test("user and system time are added and told in seconds", () => {
  expect(cpuSecondsOf(`4242 (java) ${rest}`)).toBe(13);
});

test("a name with spaces and parentheses does not shift the fields", () => {
  expect(cpuSecondsOf(`4242 (a (very) odd) name) ${rest}`)).toBe(13);
});

test("what is no stat is refused", () => {
  expect(() => cpuSecondsOf("4242 (java) S 1")).toThrow("not the stat of a process");
});

test.runIf(process.platform === "linux")("this process's own time agrees with what Node.js tells", () => {
  const until = performance.now() + 60;
  while (performance.now() < until);
  const { user, system } = process.cpuUsage();
  expect(processCpuSeconds(process.pid)).toBeCloseTo((user + system) / 1e6, 1);
});

test.runIf(process.platform === "linux")("a process that is gone has no time", () => {
  expect(processCpuSeconds(2 ** 22 + 1)).toBeNull();
});
