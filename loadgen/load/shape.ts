import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { durationOf, type Piece, type Profile, peakOf, scaled, steady, stretched } from "./profile.ts";

/** How the rate of a run goes, relative to the planned rate. */
export type Shape = {
  /** As it was asked for, such as `spike:x100`. */
  text: string;
  /** The highest rate as a part of the planned one. */
  peak: number;
} & (
  | { kind: "steady" }
  /** From nothing to the peak. */
  | { kind: "ramp" }
  /** From a part of the peak to the peak, in equal steps. */
  | { kind: "step"; steps: number }
  /** The peak in the middle third, and before and after it 1/`times` of it. */
  | { kind: "spike"; times: number }
  /** Each topic's day, as the workload tells it, in the time of the run. */
  | { kind: "day" }
  /** Rates recorded elsewhere; only their proportions matter, and how they last. */
  | { kind: "replay"; recorded: Profile }
);

export const steadyShape: Shape = { kind: "steady", text: "steady", peak: 1 };

/**
 * The load of a topic as parts of its planned rate: `seconds` in the given shape, after a warm-up at the rate at which
 * the shape begins.
 */
export function shapeOf(shape: Shape, day: PlannedTopic["day"], warmupSeconds: number, seconds: number): Profile {
  const measured = scaled(stretched(whole(shape, day), seconds), shape.peak);
  const warmup = steady(measured[0]!.from, warmupSeconds);
  return warmupSeconds > 0 ? [...warmup, ...measured] : measured;
}

/** The shape with a peak of 1, in any time. */
function whole(shape: Shape, day: PlannedTopic["day"]): Profile {
  switch (shape.kind) {
    case "steady":
      return steady(1, 1);
    case "ramp":
      return [{ seconds: 1, from: 0, to: 1 }];
    case "step":
      return Array.from({ length: shape.steps }, (_, i) => level((i + 1) / shape.steps));
    case "spike":
      return [level(1 / shape.times), level(1), level(1 / shape.times)];
    case "day":
      return dayOf(day);
    case "replay":
      return scaled(shape.recorded, 1 / peakOf(shape.recorded));
  }
}

/** Seconds that a shape takes of itself; undefined where any time does. */
export function ownSeconds(shape: Shape): number | undefined {
  return shape.kind === "replay" ? durationOf(shape.recorded) : undefined;
}

/** Where only a day's mean is known: straight up to the peak and down again, from the rate that makes the mean. */
function dayOf(day: PlannedTopic["day"]): Profile {
  switch (day.kind) {
    case "constant":
      return steady(1, 1);
    case "profile":
      return day.factors.map(level);
    case "mean": {
      const { mean } = day;
      const trough = Math.max(0, 2 * mean - 1);
      // Below a half even a trough of nothing is too much: the day is then quiet at both ends.
      const slope = Math.min(1, 2 * mean) / 2;
      const quiet = steady(0, 0.5 - slope);
      const climb: Piece = { seconds: slope, from: trough, to: 1 };
      const fall: Piece = { seconds: slope, from: 1, to: trough };
      return [...quiet, climb, fall, ...quiet].filter((piece) => piece.seconds > 0);
    }
  }
}

const level = (rate: number): Piece => ({ seconds: 1, from: rate, to: rate });
