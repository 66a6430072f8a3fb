import type { RepeatedRun, Repeats } from "../../repeats/repeats.ts";
import type { Interval } from "../../statistics/interval.ts";
import { messageRate, milliseconds, percent } from "../figures.ts";
import type { Axis, Chart, Line } from "../model/chart.ts";
import { linear } from "../proof/axes.ts";
import { spreadText } from "./spread-text.ts";

const byRun: Axis = { name: "run", scale: "linear", labels: { kind: "runs" } };

/** The rate of each run beside what was due, with the mean and its interval: some parts in a thousand apart at most. */
export function rateChart({ runs, spread }: Repeats): Chart {
  const { mean, halfWidth, confidence } = spread.messagesPerSecond;
  // The same in each run, but for a part of a message.
  const due = runs.reduce((sum, run) => sum + run.targetMessagesPerSecond, 0) / runs.length;
  const beside = { mean: mean / due - 1, halfWidth: halfWidth === null ? null : halfWidth / due, confidence };
  return {
    id: "rate-by-run",
    title: "Rate beside what was due, by run",
    alt: `The rate of each of ${runs.length} runs; the mean is ${spreadText(spread.messagesPerSecond, messageRate)}.`,
    x: byRun,
    y: { name: "more than was due", scale: "linear", labels: { kind: "percent" } },
    lines: [
      line("due", "due", runs, () => 0),
      ...intervalLines(runs, beside, -1),
      { ...line("acknowledged", "first", runs, (run) => run.messagesPerSecond / due - 1), apart: true },
    ],
  };
}

/** The 99th percentile of each run, with the mean and its interval; null where a run acknowledged nothing. */
export function latencyChart({ runs, spread }: Repeats): Chart | null {
  if (spread.latency === null) return null;
  const { p99 } = spread.latency;
  return {
    id: "p99-by-run",
    title: "99th percentile of the latency until acknowledged, by run",
    alt: `The 99th percentile of each of ${runs.length} runs; the mean is ${spreadText(p99, milliseconds)}.`,
    x: byRun,
    y: linear("ms"),
    lines: [
      ...intervalLines(runs, p99, 0),
      { ...line("99 %", "first", runs, ({ latency }) => latency?.p99 ?? null), apart: true },
    ],
  };
}

/** The mean over all runs, between the ends of its interval, which is cut off at `least`: no value can be below it. */
function intervalLines(runs: readonly RepeatedRun[], { mean, halfWidth, confidence }: Interval, least: number): Line[] {
  const level = (name: string, colour: Line["colour"], value: number) => line(name, colour, runs, () => value);
  const middle = level("mean", "second", mean);
  if (halfWidth === null) return [middle];
  const end = (name: string, value: number) => level(`${percent(confidence)}, ${name}`, "third", value);
  return [end("from", Math.max(least, mean - halfWidth)), middle, end("to", mean + halfWidth)];
}

function line(
  name: string,
  colour: Line["colour"],
  runs: readonly RepeatedRun[],
  value: (run: RepeatedRun) => number | null,
): Line {
  return { name, colour, points: runs.map((run, i) => [i + 1, value(run)] as const) };
}
