import { expect, test } from "vitest";
import { ownPeakBytes, peakBytesOf } from "./process-memory.ts";

test("the peak is told in bytes", () => {
  expect(peakBytesOf("Name:\tnode\nVmPeak:\t 900000 kB\nVmHWM:\t    2000 kB\nVmRSS:\t    1000 kB\n")).toBe(2_048_000);
});

test("what is no status is refused", () => {
  expect(() => peakBytesOf("VmRSS:\t 1000 kB\n")).toThrow("not the status of a process");
});

test.runIf(process.platform === "linux")("this process's own peak is at least what it holds now", () => {
  expect(ownPeakBytes()).toBeGreaterThan(process.memoryUsage.rss() * 0.9);
});
