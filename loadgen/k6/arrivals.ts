import { durationOf, type Profile, peakOf } from "../load/profile.ts";
import type { Arrivals } from "./scripts/shape.ts";

/** k6 takes whole numbers of iterations a time unit; the shortest unit that is exact enough is used. */
const unitSeconds = [1, 10, 60, 600, 3600];
const EXACT = 0.001;

/**
 * A profile of messages as arrivals of iterations with `batch` messages each. A steady one keeps a constant rate; each
 * piece of another becomes a stage, after one of no length where the rate jumps.
 */
export function arrivalsOf(profile: Profile, batch: number): Arrivals {
  const unit = unitFor(peakOf(profile) / batch);
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

function unitFor(perSecond: number): number {
  const exact = unitSeconds.find(
    (unit) => Math.abs(Math.round(perSecond * unit) - perSecond * unit) <= EXACT * perSecond * unit,
  );
  return exact ?? unitSeconds.at(-1)!;
}

/** k6 counts in milliseconds. */
function seconds(value: number): string {
  return Number.isInteger(value) ? `${value}s` : `${Math.round(value * 1000)}ms`;
}
