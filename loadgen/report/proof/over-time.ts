import type { Proof } from "../../proof/proof.ts";
import type { Sample } from "../../proof/sample.ts";
import { count, milliseconds, seconds } from "../figures.ts";
import type { Chart, Line } from "../model/chart.ts";
import { latencyAxis, linear, positive, time } from "./axes.ts";
import { range } from "./range.ts";
import { span } from "./span.ts";

/** A value of each second of a run. */
export const over = (series: readonly Sample[], value: (sample: Sample) => number | null): Line["points"] =>
  series.map((sample) => [sample.t, value(sample)]);

/** Messages per second over the run: due, acknowledged and consumed, with the warm-up shaded and events marked. */
export function throughputChart(proof: Proof): Chart {
  const { series } = proof;
  const { least, most } = range(series.map((sample) => sample.acknowledgedMessages));
  return {
    id: "throughput",
    title: "Messages per second",
    alt:
      `Messages per second over ${seconds(series.length)}: acknowledged between ${count(least)} and ${count(most)}, ` +
      `${count(proof.produce.targetMessagesPerSecond)} due. ${proof.events.length} events marked.`,
    x: time,
    y: linear("msg/s"),
    lines: [
      { name: "due", colour: "due", points: over(series, (s) => s.dueMessages) },
      { name: "consumed, all groups", colour: "second", broad: true, points: over(series, (s) => s.consumedMessages) },
      { name: "acknowledged", colour: "first", points: over(series, (s) => s.acknowledgedMessages) },
    ],
    ...span(proof),
  };
}

/** Latency over the run, from the time a message was due to its acknowledgement. */
export function latencyChart(proof: Proof): Chart {
  const { series } = proof;
  const shown = series.flatMap((sample) => [sample.p50, sample.p99]).filter((ms) => ms !== null);
  return {
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
  };
}
