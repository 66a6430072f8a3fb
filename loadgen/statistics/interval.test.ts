import { describe, expect, it } from "vitest";
import { intervalOf, intervalOfSeries } from "./interval.ts";

describe("an interval", () => {
  it("is the mean and t times the standard error", () => {
    // 8, 10, 12: variance 4, standard error 2 / sqrt(3) = 1.1547, t(0.95, 2) = 4.3027.
    const { mean, halfWidth } = intervalOf([8, 10, 12]);
    expect(mean).toBe(10);
    expect(halfWidth).toBeCloseTo(4.9684, 3);
  });

  it("is not told of a single value", () => {
    expect(intervalOf([5])).toEqual({ mean: 5, halfWidth: null, confidence: 0.95 });
  });

  it("has the true mean in it about 95 times out of 100", () => {
    let state = 12345;
    const random = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 32;
    };
    let hits = 0;
    for (let run = 0; run < 2000; run++) {
      const { mean, halfWidth } = intervalOf(Array.from({ length: 12 }, random));
      if (Math.abs(mean - 0.5) <= halfWidth!) hits++;
    }
    expect(hits / 2000).toBeGreaterThan(0.93);
    expect(hits / 2000).toBeLessThan(0.97);
  });
});

describe("an interval of a series", () => {
  it("takes batches, so that neighbours alike do not make it narrow", () => {
    // A slow wave: each value resembles the one before it.
    const wave = Array.from({ length: 200 }, (_, second) => 100 + 10 * Math.sin(second / 15));
    const naive = intervalOf(wave).halfWidth!;
    expect(intervalOfSeries(wave).halfWidth!).toBeGreaterThan(2 * naive);
  });

  it("leaves out at the beginning what fills no batch", () => {
    const series = [1000, ...Array.from({ length: 20 }, () => 7)];
    expect(intervalOfSeries(series)).toMatchObject({ mean: 7, halfWidth: 0 });
  });
});
