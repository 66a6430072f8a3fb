import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handyScale, PROBE_SHARE, scaledPartitions } from "./scale.ts";

describe("the scale of a proof", () => {
  it("is at most a share of what the machine moved, and never above the plan", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 1, max: 1e8 }), (planned, moved) => {
        const { factor } = handyScale(planned, moved);
        expect(factor).toBeLessThanOrEqual(1);
        expect(planned * factor).toBeLessThanOrEqual(moved * PROBE_SHARE * 1.000001);
      }),
    );
  });

  it("is a fraction that people say", () => {
    expect(handyScale(485_000, 40_000).text).toBe("1/50");
    expect(handyScale(485_000, 2_000_000).text).toBe("1");
    expect(handyScale(485_000, 400).text).toBe("1/5000");
  });

  it("scales partitions with the load, evenly over the brokers, at most to the plan", () => {
    expect(scaledPartitions(660, 1 / 20, 5)).toBe(35);
    expect(scaledPartitions(660, 1, 5)).toBe(660);
    expect(scaledPartitions(3, 1 / 20, 5)).toBe(3);
    expect(scaledPartitions(1, 0.001, 5)).toBe(1);
  });
});
