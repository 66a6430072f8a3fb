import { median } from "../../loadgen/statistics/median.ts";
import type { Comparison } from "./comparison.ts";

/** How well the planner meets the complete cases. */
export interface Summary {
  readonly cases: number;
  readonly refused: number;
  /** Ratios from 0.5 to 2. */
  readonly withinFactorTwo: number;
  /** Median of |ratio - 1|, a refusal counting as the largest error; null where it falls on a refusal. */
  readonly medianError: number | null;
  readonly bottlenecksNamed: number;
  readonly bottlenecksFound: number;
}

/** Sums up the complete cases; a refused one is a miss, never left out. */
export function summarise(comparisons: readonly Comparison[]): Summary {
  const counted = comparisons.filter(({ study }) => study.complete);
  const ratios = counted.flatMap(({ ratio }) => ratio ?? []);
  const errors = counted.map(({ ratio }) => (ratio === null ? Number.POSITIVE_INFINITY : Math.abs(ratio - 1)));
  const middle = errors.length === 0 ? Number.POSITIVE_INFINITY : median(errors);
  const named = counted.filter(({ bottleneckFound }) => bottleneckFound !== null);
  return {
    cases: counted.length,
    refused: counted.length - ratios.length,
    withinFactorTwo: ratios.filter((ratio) => ratio >= 0.5 && ratio <= 2).length,
    medianError: Number.isFinite(middle) ? middle : null,
    bottlenecksNamed: named.length,
    bottlenecksFound: named.filter(({ bottleneckFound }) => bottleneckFound).length,
  };
}
