import { batchMeans } from "./batch-means.ts";
import { studentQuantile } from "./student.ts";

/** A mean, and the half width of the interval that has the true mean in it with `confidence`. */
export interface Interval {
  readonly mean: number;
  /** Null where there are too few values to tell. */
  readonly halfWidth: number | null;
  readonly confidence: number;
}

/** Fewer batches give a wide interval; more of them are correlated with each other. */
const BATCHES = 10;

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The interval of the mean of values that do not hang on each other, such as repeated runs. */
export function intervalOf(values: readonly number[], confidence = 0.95): Interval {
  const centre = mean(values);
  if (values.length < 2) return { mean: centre, halfWidth: null, confidence };
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
  const halfWidth = studentQuantile(confidence, values.length - 1) * Math.sqrt(variance / values.length);
  return { mean: centre, halfWidth, confidence };
}

/**
 * The interval of the mean of a series in which neighbours resemble each other: by means of ten batches that follow
 * each other (Law and Kelton, Simulation Modeling and Analysis, batch means). What does not fill a batch is left out
 * at the beginning; of fewer than twenty values each is a batch.
 */
export function intervalOfSeries(series: readonly number[], confidence = 0.95): Interval {
  const size = Math.max(1, Math.floor(series.length / BATCHES));
  if (size === 1) return intervalOf(series, confidence);
  const first = series.length - size * BATCHES;
  return intervalOf(batchMeans(series.slice(first), size), confidence);
}
