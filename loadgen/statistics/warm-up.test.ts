import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { warmUpLength } from "./warm-up.ts";

const noise = (second: number) => 0.5 * Math.sin(second * 12.9898);

describe("the warm-up of a series", () => {
  it("is none where the series is steady from the start", () => {
    expect(warmUpLength(Array.from({ length: 60 }, (_, s) => 100 + noise(s)))).toBeLessThanOrEqual(5);
  });

  it("is where a JVM becomes fast, to the next batch of five", () => {
    // 40 ms at first, falling by a fifth each second; within 1 % of the level of 10 ms after 26 s.
    const latency = Array.from({ length: 120 }, (_, s) => 10 + 30 * 0.8 ** s + noise(s) / 5);
    const cut = warmUpLength(latency)!;
    expect(cut).toBeGreaterThanOrEqual(10);
    expect(cut).toBeLessThanOrEqual(30);
  });

  it("is not told of a series that goes on changing", () => {
    expect(warmUpLength(Array.from({ length: 60 }, (_, s) => 100 + s))).toBeNull();
  });

  it("is of at most half the series, and a level change does not matter", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 4, maxLength: 100 }),
        fc.integer({ min: -5, max: 5 }),
        (series, power) => {
          const cut = warmUpLength(series);
          if (cut !== null) expect(cut).toBeLessThanOrEqual(series.length / 2);
          // A power of two changes no digit of a floating-point number.
          expect(warmUpLength(series.map((value) => value * 2 ** power))).toBe(cut);
        },
      ),
    );
  });
});
