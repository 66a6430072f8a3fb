import { batchMeans } from "./batch-means.ts";
import { normalQuantile } from "./student.ts";

/** Whether a series rises or falls over its length. */
export interface Trend {
  /** Change per step: the median of all slopes between two values (Sen, 1968). */
  readonly slope: number;
  /** Whether chance alone would give such an order of values in less than one case of a hundred. */
  readonly significant: boolean;
}

const CONFIDENCE = 0.99;
/** Every pair of values has a slope: of more values than this, neighbours are averaged first. */
const MOST_VALUES = 500;

/**
 * The trend of a series by Mann's and Kendall's test, which asks nothing of how its values are distributed: how many
 * of all pairs rise. Of fewer than four values none is significant. A long series is one of means of neighbours, of
 * which what does not fill a mean is left out at the end.
 */
export function trendOf(series: readonly number[]): Trend {
  const size = Math.max(1, Math.ceil(series.length / MOST_VALUES));
  const { slope, significant } = trendOfEach(batchMeans(series, size));
  return { slope: slope / size, significant };
}

function trendOfEach(series: readonly number[]): Trend {
  const n = series.length;
  const slopes: number[] = [];
  let rising = 0;
  for (let from = 0; from < n; from++) {
    for (let to = from + 1; to < n; to++) {
      const change = series[to]! - series[from]!;
      rising += Math.sign(change);
      slopes.push(change / (to - from));
    }
  }
  if (n < 4) return { slope: 0, significant: false };
  const variance = (n * (n - 1) * (2 * n + 5) - tied(series)) / 18;
  const deviation = variance > 0 ? (rising - Math.sign(rising)) / Math.sqrt(variance) : 0;
  slopes.sort((a, b) => a - b);
  return {
    slope: slopes[slopes.length >> 1]!,
    significant: Math.abs(deviation) > normalQuantile(1 - (1 - CONFIDENCE) / 2),
  };
}

/** What equal values take from the variance. */
function tied(series: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of series) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].reduce((sum, t) => sum + t * (t - 1) * (2 * t + 5), 0);
}
