import type { Repeats } from "../../loadgen/repeats/repeats.ts";
import { count, messageRate, milliseconds, percent } from "../../loadgen/report/figures.ts";
import type { Interval } from "../../loadgen/statistics/interval.ts";
import type { Paint } from "../terminal.ts";
import { field } from "./lines.ts";
import { type Column, tableOf } from "./table.ts";

const tones = { pass: "green", invalid: "yellow", fail: "red" } as const;

/** Several proofs of the same load: their verdict, the spread of their figures, and each of them; in 80 columns. */
export function renderRepeats({ name, verdict, runs, spread }: Repeats, paint: Paint): string {
  const { messagesPerSecond, p50, p99, p999 } = spread;
  return [
    paint("bold", paint(tones[verdict], `${name}: ${verdict}, by ${runs.length} runs of the same load`)),
    ...field("rate", spreadText(messagesPerSecond, messageRate)),
    ...field("50 %", spreadText(p50, milliseconds)),
    ...field("99 %", spreadText(p99, milliseconds)),
    ...field("99.9 %", spreadText(p999, milliseconds)),
    "",
    ...tableOf(columns, runs),
    "",
  ].join("\n");
}

function spreadText({ mean, halfWidth, confidence }: Interval, text: (value: number) => string): string {
  if (halfWidth === null) return text(mean);
  return `${text(mean)}, give or take ${text(halfWidth)} (${percent(confidence)} confidence)`;
}

const columns: readonly Column<Repeats["runs"][number]>[] = [
  ["run", "left", ({ run }) => run],
  ["verdict", "left", ({ verdict }) => verdict],
  ["acked/s", "right", ({ messagesPerSecond }) => count(messagesPerSecond)],
  ["50 %", "right", ({ p50 }) => milliseconds(p50)],
  ["99 %", "right", ({ p99 }) => milliseconds(p99)],
  ["99.9 %", "right", ({ p999 }) => milliseconds(p999)],
  ["lost", "right", ({ lost }) => count(lost)],
];
