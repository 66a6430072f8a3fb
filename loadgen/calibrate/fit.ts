import { type Calibrated, calibrated } from "../../sizing/calibration/calibration.ts";
import { median } from "../statistics/median.ts";
import { nonNegative } from "./non-negative.ts";

/** What all brokers did in a window, and the CPU time that it took them together. */
export interface Observation {
  /** Such as `1361 B in batches of 16 KiB, acks all, 3 replicas`. */
  readonly name: string;
  readonly cpuSeconds: number;
  /** How much of what each cost is for: gigabytes, millions of messages or of batches. */
  readonly work: Readonly<Partial<Record<Calibrated, number>>>;
}

/** A cost with the range that it has when any one observation is left out. */
export interface FittedCost {
  readonly cost: Calibrated;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Costs that explain the observations best, and how well. */
export interface Fit {
  readonly costs: readonly FittedCost[];
  /** Costs whose work was seen, but that the observations do not tell apart from the others. */
  readonly untold: readonly Calibrated[];
  readonly quality: {
    readonly observations: number;
    /** Of |fitted / measured - 1| over the observations. */
    readonly medianError: number;
    readonly worst: { readonly name: string; readonly measured: number; readonly fitted: number };
  };
}

/** A cost that moves by more than this share when one observation is left out is not told by them. */
const LOOSE = 1;
/** Work of which less than this part is not explained by other work goes together with it, and cannot be told apart. */
const APART = 0.05;

/**
 * Fits costs to observations: least squares of the relative error, so that a small load counts as much as a large one;
 * no cost is negative. Costs without work are left out.
 * @throws RangeError with fewer observations than costs, or without CPU time
 */
export function fitCosts(observations: readonly Observation[]): Fit {
  const worked = calibrated.filter((cost) => observations.some(({ work }) => (work[cost] ?? 0) > 0));
  if (observations.length < worked.length)
    throw new RangeError(`${observations.length} observations do not tell ${worked.length} costs`);
  const idle = observations.find(({ cpuSeconds }) => !(cpuSeconds > 0));
  if (idle) throw new RangeError(`no CPU time was measured of ${idle.name}`);
  const values = solve(observations, worked);
  const without = observations.map((_, left) => solve(observations.toSpliced(left, 1), worked));
  const costs = worked.map((cost, i): FittedCost => {
    const range = without.map((others) => others[i]!);
    return { cost, value: values[i]!, low: Math.min(...range, values[i]!), high: Math.max(...range, values[i]!) };
  });
  const together = new Set(worked.filter((cost) => goesWithOthers(observations, cost, worked)));
  const isTold = ({ cost, value, low, high }: FittedCost) =>
    value > 0 && (high - low) / value <= LOOSE && !together.has(cost);
  return {
    costs: costs.filter(isTold),
    untold: costs.filter((cost) => !isTold(cost)).map(({ cost }) => cost),
    quality: qualityOf(observations, worked, values),
  };
}

/** Whether the work of `cost` is, but for a small part, a sum of shares of the other work. */
function goesWithOthers(observations: readonly Observation[], cost: Calibrated, costs: readonly Calibrated[]): boolean {
  const others = costs.filter((other) => other !== cost);
  const column = (name: Calibrated) => observations.map(({ work, cpuSeconds }) => (work[name] ?? 0) / cpuSeconds);
  const unit = (values: readonly number[]) => {
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
  const own = unit(column(cost));
  const columns = others.map((other) => unit(column(other)));
  const shares = nonNegative(
    own.map((_, row) => columns.map((values) => values[row]!)),
    own,
  );
  const rest = own.map((value, row) => columns.reduce((left, values, i) => left - values[row]! * shares[i]!, value));
  return Math.hypot(...rest) < APART;
}

/** Relative error: each row is divided by its CPU time, whose target is then 1. */
function solve(observations: readonly Observation[], costs: readonly Calibrated[]): number[] {
  const rows = observations.map(({ work, cpuSeconds }) => costs.map((cost) => (work[cost] ?? 0) / cpuSeconds));
  // Columns of like size: a million batches and a gigabyte need not be.
  const scales = costs.map((_, i) => Math.sqrt(rows.reduce((sum, row) => sum + row[i]! ** 2, 0)) || 1);
  const scaled = rows.map((row) => row.map((value, i) => value / scales[i]!));
  return nonNegative(
    scaled,
    observations.map(() => 1),
  ).map((value, i) => value / scales[i]!);
}

/** How well costs with these values explain the observations. */
export function qualityOf(
  observations: readonly Observation[],
  costs: readonly Calibrated[],
  values: readonly number[],
): Fit["quality"] {
  const fitted = observations.map(({ name, cpuSeconds, work }) => {
    const sum = costs.reduce((total, cost, i) => total + (work[cost] ?? 0) * values[i]!, 0);
    return { name, measured: cpuSeconds, fitted: sum, error: Math.abs(sum / cpuSeconds - 1) };
  });
  const medianError = median(fitted.map(({ error }) => error));
  const sorted = fitted.toSorted((a, b) => a.error - b.error);
  const { error: _, ...worst } = sorted.at(-1)!;
  return { observations: observations.length, medianError, worst };
}
