import type { Axis } from "../model/chart.ts";
import { range } from "./range.ts";

/** The time axis of every chart of a load. */
export const time: Axis = { name: "seconds since the load began", scale: "linear", labels: { kind: "number" } };

/** An axis that begins at 0. */
export const linear = (name: string): Axis => ({ name, scale: "linear", labels: { kind: "number" } });

/** Milliseconds, logarithmic where the values lie far apart. */
export function latencyAxis(values: readonly number[]): Axis {
  const { least, most } = range(values);
  const scale = most > 30 * Math.max(least, 0.001) ? "log" : "linear";
  return { name: scale === "log" ? "ms, logarithmic" : "ms", scale, labels: { kind: "number" } };
}

/** What a logarithmic axis can show. */
export const positive = (ms: number | null): number | null => (ms === null ? null : Math.max(ms, 0.001));
