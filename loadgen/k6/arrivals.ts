import { durationOf, type Profile } from "../load/profile.ts";
import type { Arrivals } from "./scripts/shape.ts";

/** k6 takes whole numbers of iterations a time unit; the shortest unit that is exact enough for all rates is used. */
const unitSeconds = [1, 10, 60, 600, 3600];
const EXACT = 0.001;

/**
 * A profile of messages as arrivals of iterations with `batch` messages each. A steady one keeps a constant rate; each
 * piece of another becomes a stage, after one of no length where the rate jumps.
 */
export function arrivalsOf(profile: Profile, batch: number): Arrivals {
  const unit = unitFor(profile.flatMap(({ from, to }) => [from / batch, to / batch]));
  const rate = (messagesPerSecond: number) => Math.round((messagesPerSecond / batch) * unit);
  const timeUnit = `${unit}s`;
  const [first] = profile;
  const from = first?.from ?? 0;
  if (profile.every((piece) => piece.from === from && piece.to === from))
    return {
      executor: "constant-arrival-rate",
      rate: rate(from),
      timeUnit,
      duration: seconds(durationOf(profile)),
    };
  let at = from;
  const stages = profile.flatMap((piece) => {
    const jump = piece.from === at ? [] : [{ target: rate(piece.from), duration: "0s" }];
    at = piece.to;
    return [...jump, { target: rate(piece.to), duration: seconds(piece.seconds) }];
  });
  return { executor: "ramping-arrival-rate", startRate: rate(from), timeUnit, stages };
}

/** Iterations of all instances that k6 starts for `arrivals`, as it is told to: the integral of their rate, not rounded. */
export function iterationsOf(arrivals: Arrivals): number {
  const unit = secondsOf(arrivals.timeUnit);
  if (arrivals.executor === "constant-arrival-rate") return (arrivals.rate / unit) * secondsOf(arrivals.duration);
  let from = arrivals.startRate;
  let iterations = 0;
  for (const { target, duration } of arrivals.stages) {
    iterations += ((from + target) / 2 / unit) * secondsOf(duration);
    from = target;
  }
  return iterations;
}

function unitFor(rates: readonly number[]): number {
  const exact = unitSeconds.find((unit) =>
    rates.every((rate) => Math.abs(Math.round(rate * unit) - rate * unit) <= EXACT * rate * unit),
  );
  return exact ?? unitSeconds.at(-1)!;
}

/** k6 counts in milliseconds. */
function seconds(value: number): string {
  return Number.isInteger(value) ? `${value}s` : `${Math.round(value * 1000)}ms`;
}

/** What `seconds` has written. */
function secondsOf(text: string): number {
  return Number.parseFloat(text) / (text.endsWith("ms") ? 1000 : 1);
}
