import { describe, expect, it } from "vitest";
import { foundMax } from "../../loadgen/find-max/fixtures.ts";
import type { FindMax } from "../../loadgen/index.ts";
import { repeatable } from "./repeatable.ts";

const found = (bytesPerSecond: number) => ({ ...foundMax, bytesPerSecond }) as FindMax;

describe("repeats of a search", () => {
  it("pass within 5 % of each other and near the width of the network", () => {
    // (9.8 - 9.5) / 9.65 = 3.1 %; 9.65 of 10.
    expect(repeatable([found(9.5e6), found(9.8e6)], 10e6)).toEqual({
      good: true,
      text: "PASS: 9.50 MB/s, 9.80 MB/s; 3.1 % of their mean apart, which is 96.5 % of the 10.00 MB/s that the network leaves to producers",
    });
  });

  it("fail further apart, off the width, and where one found nothing", () => {
    expect(repeatable([found(9.3e6), found(9.8e6)], 10e6).good).toBe(false);
    expect(repeatable([found(8e6), found(8e6)], 10e6).good).toBe(false);
    expect(repeatable([found(10.2e6), found(10.3e6)], 10e6).good).toBe(false);
    const { rate: _, bytesPerSecond: __, ofPlan: ___, ...common } = foundMax as Extract<FindMax, { verdict: "found" }>;
    const invalid: FindMax = { ...common, verdict: "invalid", why: "the machine was busy", atLeast: 9_000 };
    expect(repeatable([found(9.5e6), invalid], 10e6)).toEqual({
      good: false,
      text: "FAIL: 1 of 2 searches found a rate; the machine was busy",
    });
    expect(repeatable([], 10e6).good).toBe(false);
  });
});
