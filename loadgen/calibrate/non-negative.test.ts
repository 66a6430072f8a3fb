import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonNegative } from "./non-negative.ts";

describe("a non-negative fit", () => {
  it("solves what has an exact solution", () => {
    // 2 a + 3 b = 13, 5 a + b = 13: a = 2, b = 3.
    const [a, b] = nonNegative(
      [
        [2, 3],
        [5, 1],
      ],
      [13, 13],
    );
    expect(a).toBeCloseTo(2, 6);
    expect(b).toBeCloseTo(3, 6);
  });

  it("sets to zero what would be negative, and fits the others without it", () => {
    // Unbounded: a = 2, b = -1. With b = 0 the best a is (1 x 1 + 2 x 3) / (1 + 4) = 1.4.
    const found = nonNegative(
      [
        [1, 1],
        [2, 1],
      ],
      [1, 3],
    );
    expect(found[0]).toBeCloseTo(1.4, 6);
    expect(found[1]).toBe(0);
  });

  it("finds the costs again that made noiseless measurements", () => {
    const positive = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(positive, { minLength: 3, maxLength: 3 }), (costs) => {
        const rows = [
          [1, 0, 1],
          [0, 2, 1],
          [3, 1, 0],
          [1, 1, 5],
          [2, 0, 0],
        ];
        const targets = rows.map((row) => row.reduce((sum, value, i) => sum + value * costs[i]!, 0));
        for (const [i, cost] of nonNegative(rows, targets).entries()) expect(cost).toBeCloseTo(costs[i]!, 5);
      }),
    );
  });

  it("gives zero to what was never seen", () => {
    expect(nonNegative([[0, 2]], [4])).toEqual([0, 2]);
    expect(nonNegative([], [])).toEqual([]);
  });
});
