import fc from "fast-check";
import { expect, it } from "vitest";
import { phasesAround, sizeOrder } from "./sizes.ts";

const shares = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
  .map((weights) => weights.map((weight, i) => ({ bytes: 100 * (i + 1), share: weight / 50 })));

it("gives every run of messages each size in its share, to within a few messages", () => {
  fc.assert(
    fc.property(
      shares,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 2000 }),
      (sizes, phase, n) => {
        const order = sizeOrder(sizes, phase);
        const total = sizes.reduce((sum, { share }) => sum + share, 0);
        const seen = Array.from({ length: n }, (_, i) => order(i));
        for (const { bytes, share } of sizes) {
          const found = seen.filter((size) => size === bytes).length;
          // The discrepancy of the golden sequence grows with the logarithm of n.
          expect(Math.abs(found - (n * share) / total)).toBeLessThan(2 + Math.log2(n));
        }
      },
    ),
  );
});

it("has phases between whose orders the mean lies, whatever the length", () => {
  const sizes = [
    { bytes: 200, share: 0.95 },
    { bytes: 900, share: 0.04 },
    { bytes: 20_000, share: 0.01 },
  ];
  const orders = phasesAround(sizes, 0).map((phase) => sizeOrder(sizes, phase));
  // 0.95 x 200 + 0.04 x 900 + 0.01 x 20,000 = 426 B
  let [above, below] = [0, 0];
  for (let n = 1; n <= 1000; n++) {
    above += orders[0]!(n - 1);
    below += orders[1]!(n - 1);
    expect(above).toBeGreaterThan(426 * n);
    // Not every set of shares has an order that stays below: it is above by less than a message of the largest size.
    expect(below).toBeLessThan(426 * n + 20_000);
    if (n <= 50) expect(below).toBeLessThan(426 * n);
  }
});

it("begins with the smallest size at phase 0 and with the largest just before 1", () => {
  const sizes = [
    { bytes: 10_000, share: 0.01 },
    { bytes: 200, share: 0.99 },
  ];
  expect(sizeOrder(sizes, 0)(0)).toBe(200);
  expect(sizeOrder(sizes, 1 - Number.EPSILON)(0)).toBe(10_000);
});
