import { secondsPerDay } from "../units/dimensions.ts";

/** How a topic's rate goes through the day, with rates relative to the peak (1). */
export type DayShape =
  | { readonly kind: "constant" }
  /** Only the mean is known. */
  | { readonly kind: "mean"; readonly mean: number }
  /** Equal stretches of the day, one after another; the largest is 1. */
  | { readonly kind: "profile"; readonly factors: readonly number[] };

/** The mean rate of a day, relative to the peak. */
export function meanOf(shape: DayShape): number {
  switch (shape.kind) {
    case "constant":
      return 1;
    case "mean":
      return shape.mean;
    case "profile":
      return shape.factors.reduce((total, factor) => total + factor, 0) / shape.factors.length;
  }
}

/** What flows in the first `seconds` from the beginning of stretch `start`, in seconds at the peak. */
function flowFrom(factors: readonly number[], start: number, seconds: number, way: 1 | -1): number {
  const stretch = secondsPerDay / factors.length;
  let flow = 0;
  let left = seconds;
  for (let at = start; left > 0; at += way) {
    const factor = factors[(at + factors.length * 2) % factors.length]!;
    flow += factor * Math.min(left, stretch);
    left -= stretch;
  }
  return flow;
}

/**
 * The most that flows in any window of so many seconds, in seconds at the peak: what a retention of that time holds
 * at the worst moment of the day. Of a profile this is exact: the fullest window begins or ends where a stretch does.
 * Where only the mean is known it is the most that the mean allows: the peak as long as it can last in each day.
 */
export function fullestWindow(shape: DayShape, seconds: number): number {
  if (shape.kind === "constant") return seconds;
  const days = Math.floor(seconds / secondsPerDay);
  const rest = seconds - days * secondsPerDay;
  const aDay = meanOf(shape) * secondsPerDay;
  if (shape.kind === "mean") return days * aDay + Math.min(rest, aDay);
  const { factors } = shape;
  const fullest = factors.reduce(
    (most, _, at) => Math.max(most, flowFrom(factors, at, rest, 1), flowFrom(factors, at, rest, -1)),
    0,
  );
  return days * aDay + fullest;
}
