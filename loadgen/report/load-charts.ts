import type { Latency } from "../proof/latency.ts";
import type { Proof } from "../proof/proof.ts";
import type { Sample } from "../proof/sample.ts";
import { type Axis, type Deed, type Line, lineChart } from "./chart.ts";
import { count, milliseconds, seconds, short } from "./figures.ts";
import type { Markup } from "./markup.ts";
import { percentileCurve } from "./percentiles.ts";

/** The time axis of every chart of a load. */
export const time: Axis = { name: "seconds since the load began", scale: "linear", label: (t) => short(t) };

type Span = { shaded?: readonly [number, number]; marks: readonly number[]; deeds: readonly Deed[] };

/** What every chart of a load marks: the warm-up, events and faults. */
export function span(proof: Proof): Span {
  const marks = proof.events.map((event) => event.t);
  const deeds = deedsOf(proof);
  return proof.warmupSeconds > 0 ? { shaded: [0, proof.warmupSeconds], marks, deeds } : { marks, deeds };
}

function deedsOf({ faults }: Proof): Deed[] {
  return faults.flatMap(({ text, began, ended }) => [
    ...(began === null ? [] : [{ x: began, kind: "begin" as const, text }]),
    ...(ended === null ? [] : [{ x: ended, kind: "end" as const, text: `end: ${text}` }]),
  ]);
}

function over(series: readonly Sample[], value: (sample: Sample) => number | null): Line["points"] {
  return series.map((sample) => [sample.t, value(sample)]);
}

function range(values: readonly number[]): { least: number; most: number } {
  return {
    least: values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    most: values.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** Messages per second over the run: due, acknowledged and consumed, with the warm-up shaded and events marked. */
export function throughputChart(proof: Proof): Markup {
  const { series } = proof;
  const { least, most } = range(series.map((sample) => sample.acknowledgedMessages));
  return lineChart({
    id: "throughput",
    title: "Messages per second",
    alt:
      `Messages per second over ${seconds(series.length)}: acknowledged between ${count(least)} and ${count(most)}, ` +
      `${count(proof.produce.targetMessagesPerSecond)} due. ${proof.events.length} events marked.`,
    x: time,
    y: { name: "msg/s", scale: "linear", label: short },
    lines: [
      { name: "due", colour: "due", points: over(series, (s) => s.dueMessages) },
      { name: "consumed, all groups", colour: "second", broad: true, points: over(series, (s) => s.consumedMessages) },
      { name: "acknowledged", colour: "first", points: over(series, (s) => s.acknowledgedMessages) },
    ],
    ...span(proof),
  });
}

/** Latency over the run, from the time a message was due to its acknowledgement. */
export function latencyChart(proof: Proof): Markup {
  const { series } = proof;
  const shown = series.flatMap((sample) => [sample.p50, sample.p99]).filter((ms) => ms !== null);
  return lineChart({
    id: "latency",
    title: "Latency from due time to acknowledgement",
    alt: `Produce latency over ${seconds(series.length)}: worst second had a 99th percentile of ${milliseconds(range(shown).most)}.`,
    x: time,
    y: latencyAxis(shown),
    lines: [
      { name: "median", colour: "first", points: over(series, (sample) => positive(sample.p50)) },
      { name: "99th percentile", colour: "third", points: over(series, (sample) => positive(sample.p99)) },
    ],
    ...span(proof),
  });
}

/** A named latency distribution of {@link percentileChart}. */
export type Distribution = { name: string; latency: Latency };

/** Percentile curves, the tail stretched so that each step to the right leaves a tenth of the messages. */
export function percentileChart(id: string, distributions: readonly Distribution[]): Markup {
  const colours = ["first", "second", "third", "fourth"] as const;
  const curves = distributions
    .map(({ name, latency }) => ({ name, points: percentileCurve(latency) }))
    .filter((curve) => curve.points.length > 0);
  const all = curves.flatMap((curve) => curve.points.map((point) => point.ms));
  return lineChart({
    id,
    title: "Latency by percentile",
    alt: `Latency by percentile. ${distributions
      .map(({ name, latency }) => `${name}: median ${milliseconds(latency.p50)}, 99th ${milliseconds(latency.p99)}`)
      .join("; ")}.`,
    x: { name: "percentile of messages", scale: "log", label: percentileLabel },
    y: latencyAxis(all),
    lines: curves.map((curve, i) => ({
      name: curve.name,
      colour: colours[i % colours.length]!,
      points: curve.points.map((point) => [point.tail, positive(point.ms)]),
    })),
  });
}

/** Acknowledged and read bytes per second of a phase of the mark, with the target. */
export function markChart(id: string, title: string, series: readonly Sample[], target: number): Markup {
  const reads = series.some((sample) => sample.consumedBytes > 0);
  const held = range(series.map((sample) => sample.acknowledgedBytes));
  const read: Line = { name: "read back", colour: "second", points: over(series, (s) => s.consumedBytes / 1e6) };
  return lineChart({
    id,
    title,
    alt: `${title} over ${seconds(series.length)}: between ${short(held.least / 1e6)} and ${short(held.most / 1e6)} MB/s acknowledged, target ${short(target / 1e6)} MB/s.`,
    x: time,
    y: { name: "MB/s", scale: "linear", label: short },
    lines: [
      { name: "target", colour: "due", points: over(series, () => target / 1e6) },
      { name: "acknowledged", colour: "first", points: over(series, (sample) => sample.acknowledgedBytes / 1e6) },
      ...(reads ? [read] : []),
    ],
  });
}

function percentileLabel(tail: number): string {
  if (tail === 2) return "50 %";
  const decades = Math.log10(tail);
  // The axis also labels its ends, which are no round percentiles.
  if (Math.abs(decades - Math.round(decades)) > 0.01) return "";
  return `${(100 * (1 - 1 / tail)).toFixed(Math.max(0, Math.round(decades) - 2))} %`;
}

// A logarithmic axis cannot show zero.
function positive(ms: number | null): number | null {
  return ms === null ? null : Math.max(ms, 0.001);
}

function latencyAxis(values: readonly number[]): Axis {
  const { least, most } = range(values);
  const scale = most > 30 * Math.max(least, 0.001) ? "log" : "linear";
  return { name: scale === "log" ? "ms, logarithmic" : "ms", scale, label: short };
}
