import type { RepeatedRun, Repeats } from "../../repeats/repeats.ts";
import { count, messageRate, milliseconds, percent } from "../figures.ts";
import { type Table, table } from "../model/block.ts";

type Latency = NonNullable<RepeatedRun["latency"]>;

/** A figure over all runs. */
interface Figure {
  readonly name: string;
  readonly interval: Repeats["spread"]["messagesPerSecond"];
  readonly values: readonly number[];
  readonly text: (value: number) => string;
}

/** Rate and latency over all runs: mean, interval and range. */
export function spreadTable(repeats: Repeats): Table {
  return table<Figure>(
    "Figures over all runs",
    [
      { head: "figure", cell: ({ name }) => name },
      { head: "mean", numeric: true, cell: ({ interval, text }) => text(interval.mean) },
      {
        head: "give or take, 95 %",
        numeric: true,
        cell: ({ interval: { halfWidth }, text }) => (halfWidth === null ? "not known" : text(halfWidth)),
      },
      {
        head: "of the mean",
        numeric: true,
        cell: ({ interval: { mean, halfWidth } }) =>
          halfWidth === null || mean === 0 ? "not known" : percent(halfWidth / mean),
      },
      { head: "least", numeric: true, cell: ({ values, text }) => text(Math.min(...values)) },
      { head: "most", numeric: true, cell: ({ values, text }) => text(Math.max(...values)) },
    ],
    figuresOf(repeats),
  );
}

function figuresOf({ runs, spread }: Repeats): Figure[] {
  const rate: Figure = {
    name: "rate",
    interval: spread.messagesPerSecond,
    values: runs.map(({ messagesPerSecond }) => messagesPerSecond),
    text: messageRate,
  };
  const { latency } = spread;
  if (latency === null) return [rate];
  const percentile = (name: string, key: keyof Latency): Figure => ({
    name: `latency, ${name}`,
    interval: latency[key],
    values: runs.flatMap((run) => run.latency?.[key] ?? []),
    text: milliseconds,
  });
  return [rate, percentile("50 %", "p50"), percentile("99 %", "p99"), percentile("99.9 %", "p999")];
}

/** Every run in a row. */
export function runTable(runs: readonly RepeatedRun[]): Table {
  const number = (head: string, cell: (run: RepeatedRun) => string) => ({
    head,
    numeric: true,
    cell: ([, run]: readonly [number, RepeatedRun]) => cell(run),
  });
  const latency = (key: keyof Latency) => (run: RepeatedRun) =>
    run.latency === null ? "none" : milliseconds(run.latency[key]);
  return table<readonly [number, RepeatedRun]>(
    "Runs",
    [
      { head: "run", cell: ([at]) => `run ${at}` },
      { head: "verdict", cell: ([, { verdict }]) => ({ kind: "outcome", outcome: verdict, text: verdict }) },
      number("due", (run) => messageRate(run.targetMessagesPerSecond)),
      number("held", (run) => messageRate(run.messagesPerSecond)),
      number("50 %", latency("p50")),
      number("99 %", latency("p99")),
      number("99.9 %", latency("p999")),
      number("lost", ({ audit }) => count(audit.lost)),
      number("repeated", ({ audit }) => count(audit.repeated)),
    ],
    runs.map((run, i) => [i + 1, run] as const),
  );
}
