import { describe, expect, it } from "vitest";
import type { Sample } from "../proof/sample.ts";
import { growthOf, lagOf } from "./lag.ts";

const second = (t: number, dueMessages: number, consumedMessages: number): Sample => ({
  t,
  dueMessages,
  acknowledgedMessages: 0,
  acknowledgedBytes: 0,
  consumedMessages,
  consumedBytes: 0,
  p50: null,
  p99: null,
  retries: 0,
  droppedMessages: 0,
  behindMessages: 0,
});

describe("the lag behind the schedule", () => {
  it("is what two groups have not read, in seconds of load", () => {
    // 1,000 msg/s for two groups are 2,000 reads/s: 500 missing are 0.25 s, then 500 + 100 are 0.3 s.
    expect(lagOf([second(1, 1000, 1500), second(2, 1000, 1900)], 1000, 2)).toEqual([0.25, 0.3]);
  });

  it("does not wait for what was dropped", () => {
    const eight = Array.from({ length: 8 }, (_, t) => t);
    // Of 1,000 msg/s a tenth finds no room; the rest is read by both groups.
    const lag = lagOf(
      eight.map((t) => ({ ...second(t, 1000, 1800), droppedMessages: 100 })),
      1000,
      2,
    );
    expect(lag).toEqual(eight.map(() => 0));
    expect(growthOf(lag)).toBe(0);
  });

  it("grows where 3 % of the load are left behind each second, and not where it goes to and fro", () => {
    const eight = Array.from({ length: 8 }, (_, t) => t);
    expect(growthOf(eight.map((t) => 0.1 + 0.03 * t))).toBeCloseTo(0.24);
    expect(growthOf(eight.map((t) => 0.1 + 0.05 * (t % 2)))).toBe(0);
    expect(growthOf(eight.map((t) => 0.5 - 0.05 * t))).toBe(0);
    // One second late, then caught up.
    expect(growthOf([0.1, 0.1, 0.1, 1.1, 0.1, 0.1, 0.1, 0.1])).toBe(0);
  });
});
