import fc from "fast-check";
import { expect, test } from "vitest";
import { largestFactor, tolerance } from "./largest.ts";

const upTo = (edge: number, guess?: number) => largestFactor((factor) => factor <= edge, guess);
const edges = fc.double({ min: -11, max: 11, noNaN: true }).map((exponent) => 10 ** exponent);

test("what is carried holds, what is refused does not, and the edge is between them", () => {
  fc.assert(
    fc.property(edges, (edge) => {
      const largest = upTo(edge);
      if (largest.outcome !== "bounded") throw new Error(largest.outcome);
      expect(largest.carried).toBeLessThanOrEqual(edge);
      expect(largest.refused).toBeGreaterThan(edge);
      expect(largest.refused).toBeLessThan(largest.carried * (1 + 1.0001 * tolerance));
    }),
  );
});

test("the guess, however wrong, changes nothing but the number of trials", () => {
  fc.assert(
    fc.property(edges, fc.double({ min: 1e-15, max: 1e15, noNaN: true }), (edge, guess) => {
      expect(upTo(edge, guess)).toEqual(upTo(edge));
    }),
  );
  let trials = 0;
  largestFactor((factor) => {
    trials++;
    return factor <= 2.5;
  }, 2.5);
  expect(trials).toBeLessThanOrEqual(3);
});

test("a farther edge never gives a smaller answer", () => {
  fc.assert(
    fc.property(edges, fc.double({ min: 1, max: 1 + 4 * tolerance, noNaN: true }), (edge, farther) => {
      const [near, far] = [upTo(edge), upTo(edge * farther)];
      if (near.outcome !== "bounded" || far.outcome !== "bounded") throw new Error("not bounded");
      expect(far.carried).toBeGreaterThanOrEqual(near.carried);
    }),
  );
});

test("an edge at 1 gives 1", () => {
  expect(upTo(1)).toMatchObject({ outcome: "bounded", carried: 1 });
});

test("what always holds has no edge, and what never holds has none either", () => {
  expect(largestFactor(() => true).outcome).toBe("unlimited");
  expect(largestFactor(() => false).outcome).toBe("never");
});
