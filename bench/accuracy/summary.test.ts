import { expect, test } from "vitest";
import type { Comparison } from "./comparison.ts";
import { study } from "./samples.ts";
import { summarise } from "./summary.ts";

const of = (ratio: number | null, bottleneckFound: boolean | null = null, complete = true): Comparison => ({
  name: "a",
  study: study({ complete }),
  prediction: null,
  ratio,
  bottleneckFound,
});

test("factor, median error and bottlenecks of the complete cases", () => {
  // Errors 0.5, 0.1, 1 and 3: the median lies between 0.5 and 1.
  expect(summarise([of(0.5, true), of(1.1), of(2, false), of(4, true), of(9, true, false)])).toEqual({
    cases: 4,
    refused: 0,
    withinFactorTwo: 3,
    medianError: 0.75,
    bottlenecksNamed: 3,
    bottlenecksFound: 2,
  });
});

test("a refusal is a miss with the largest error", () => {
  expect(summarise([of(1.2), of(null), of(1)])).toMatchObject({
    cases: 3,
    refused: 1,
    medianError: expect.closeTo(0.2),
  });
  expect(summarise([of(1), of(null), of(null)])).toMatchObject({ refused: 2, medianError: null });
});

test("no complete case gives no error", () => {
  expect(summarise([])).toMatchObject({ cases: 0, medianError: null });
});
