import { batchMeans } from "./batch-means.ts";

/** How many neighbours are averaged before the rule looks at them (MSER-5). */
const BATCH = 5;

/**
 * How many values at the beginning of a series belong to its warm-up: the cut after which the mean of the rest is
 * known best (White, Marginal Standard Error Rules, 1997: least variance / length of what remains, over averages of
 * five). Null when that cut lies in the second half: then nobody can tell warm-up from the rest, and the series is
 * too short.
 */
export function warmUpLength(series: readonly number[]): number | null {
  const size = series.length >= 4 * BATCH ? BATCH : 1;
  const values = batchMeans(series, size);
  let best = { error: Number.POSITIVE_INFINITY, cut: 0 };
  // From the end, so that each cut costs one step (Welford's sums, read backwards).
  let mean = 0;
  let squares = 0;
  for (let count = 1; count <= values.length; count++) {
    const cut = values.length - count;
    const value = values[cut]!;
    const before = mean;
    mean += (value - before) / count;
    squares += (value - before) * (value - mean);
    // The variance of a handful of values is chance.
    if (count < Math.max(3, values.length / 4)) continue;
    const error = squares / count ** 2;
    if (error <= best.error) best = { error, cut };
  }
  return best.cut * 2 > values.length ? null : best.cut * size;
}
