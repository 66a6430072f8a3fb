import fc from "fast-check";
import { expect, it } from "vitest";
import { hottestShare } from "../../sizing/inputs/keys.ts";
import { uniform } from "./random.ts";
import { skewFor } from "./skew.ts";
import { Zipf } from "./zipf.ts";

it("gives the most frequent key the part that was asked for", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 0.99, noNaN: true }), fc.integer({ min: 2, max: 1e8 }), (share, count) => {
      fc.pre(share * count > 1.01);
      expect(hottestShare({ count, skew: skewFor(share, count) })).toBeCloseTo(share, 6);
    }),
  );
});

it("is even where the part is an even share, and sharp where it is all", () => {
  expect(skewFor(0.001, 1000)).toBe(0);
  expect(skewFor(1, 1000)).toBeCloseTo(20, 6);
});

it("shows in the keys that are drawn", () => {
  const draw = uniform(5);
  const zipf = new Zipf(1_000_000, skewFor(0.2, 1_000_000));
  const first = Array.from({ length: 20_000 }, () => zipf.sample(draw)).filter((rank) => rank === 1).length;
  expect(first / 20_000).toBeCloseTo(0.2, 1);
});
