import fc from "fast-check";
import { expect, test } from "vitest";
import { median } from "../loadgen/statistics/median.ts";
import { spread } from "./statistics.ts";

test("the median is the middle value, whatever the order", () => {
  expect(median([30, 10, 20])).toBe(20);
  expect(median([7])).toBe(7);
});

test("the median of an even count is the mean of the middle two", () => {
  expect(median([40, 10, 20, 100])).toBe(30);
});

test("there is no median of nothing", () => {
  expect(() => median([])).toThrow("no value");
});

test("as many values lie above the median as below", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const above = values.filter((value) => value > middle).length;
      const below = values.filter((value) => value < middle).length;
      expect(Math.max(above, below)).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test("the spread is the range in relation to the median", () => {
  expect(spread([90, 100, 120])).toBeCloseTo(0.3);
  expect(spread([5, 5])).toBe(0);
});
