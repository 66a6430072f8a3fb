import type { Repeats } from "../../loadgen/repeats/repeats.ts";
import { count, messageRate, milliseconds } from "../../loadgen/report/figures.ts";
import { spreadText } from "../../loadgen/report/repeats/spread-text.ts";
import type { Paint } from "../terminal.ts";
import { field } from "./lines.ts";
import { type Column, tableOf } from "./table.ts";

const tones = { pass: "green", invalid: "yellow", fail: "red" } as const;

/** Several proofs of the same load: their verdict, the spread of their figures, and each of them; in 80 columns. */
export function renderRepeats({ name, verdict, runs, spread }: Repeats, paint: Paint): string {
  const { messagesPerSecond, latency } = spread;
  return [
    paint("bold", paint(tones[verdict], `${name}: ${verdict}, by ${runs.length} runs of the same load`)),
    ...field("rate", spreadText(messagesPerSecond, messageRate)),
    ...(latency === null
      ? field("latency", "a run acknowledged nothing")
      : [
          ...field("50 %", spreadText(latency.p50, milliseconds)),
          ...field("99 %", spreadText(latency.p99, milliseconds)),
          ...field("99.9 %", spreadText(latency.p999, milliseconds)),
        ]),
    "",
    ...tableOf(columns, runs),
    "",
  ].join("\n");
}

type Run = Repeats["runs"][number];

const percentile =
  (key: "p50" | "p99" | "p999") =>
  ({ latency }: Run): string =>
    latency === null ? "none" : milliseconds(latency[key]);

const columns: readonly Column<Run>[] = [
  ["run", "left", ({ run }) => run],
  ["verdict", "left", ({ verdict }) => verdict],
  ["acked/s", "right", ({ messagesPerSecond }) => count(messagesPerSecond)],
  ["50 %", "right", percentile("p50")],
  ["99 %", "right", percentile("p99")],
  ["99.9 %", "right", percentile("p999")],
  ["lost", "right", ({ audit }) => count(audit.lost)],
];
