import { median } from "../loadgen/statistics/median.ts";

/** How far the values lie apart: from the least to the largest, as a fraction of their median. */
export function spread(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / median(values);
}
