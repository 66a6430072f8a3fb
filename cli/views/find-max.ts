import { objectiveText } from "../../loadgen/find-max/objective.ts";
import type { SteadyWindow } from "../../loadgen/find-max/result.ts";
import type { FindMax } from "../../loadgen/index.ts";
import { count, factor, messageRate, milliseconds, percent, seconds } from "../../loadgen/report/figures.ts";
import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Paint } from "../terminal.ts";
import { field, wrapped } from "./lines.ts";
import { type Column, tableOf } from "./table.ts";

const tones = { found: "green", invalid: "yellow", none: "red" } as const;
const sources = { "command line": "as asked", workload: "objectives.produceP99", default: "by default" } as const;

/** The highest rate that was found, and every step on the way to it, in 80 columns. */
export function renderFindMax(result: FindMax, paint: Paint): string {
  const { objective, plan, steps, stepSeconds, ceilingMessagesPerSecond: ceiling } = result;
  const [first = "", ...rest] = wrapped(`${result.name}: ${headline(result)}`, 4);
  return [
    paint("bold", paint(tones[result.verdict], first)),
    ...rest,
    ...field("objective", `${objectiveText(objective)} (${sources[objective.from]}), nothing lost, no growing backlog`),
    ...field("plan", `${messageRate(plan.messagesPerSecond)}, ${formatBytesPerSecond(plan.bytesPerSecond)}`),
    ...(ceiling === null ? [] : field("ceiling", `the generator itself offers ${messageRate(ceiling)} to a sink`)),
    ...field("steps", `${steps.length} of ${seconds(stepSeconds)} each`),
    "",
    ...tableOf(columns, steps),
    "",
  ].join("\n");
}

function headline(result: FindMax): string {
  switch (result.verdict) {
    case "found": {
      const { mean, low, high, confidence } = result.rate;
      return (
        `the highest rate is ${messageRate(mean)} (${count(low)} to ${count(high)} with ${percent(confidence)} ` +
        `confidence), ${formatBytesPerSecond(result.bytesPerSecond)}, ${factor(result.ofPlan)} of the plan`
      );
    }
    case "invalid":
      return `no answer: ${result.why}; ${messageRate(result.atLeast)} were kept at least`;
    case "none":
      return `the objective is kept at no rate: not even at ${messageRate(result.least)}`;
  }
}

const columns: readonly Column<SteadyWindow>[] = [
  ["due/s", "right", ({ targetMessagesPerSecond }) => count(targetMessagesPerSecond)],
  ["acked/s", "right", ({ messagesPerSecond }) => count(messagesPerSecond)],
  ["latency", "right", ({ latencyMs }) => (latencyMs === null ? "-" : milliseconds(latencyMs))],
  ["lag", "right", ({ lagSeconds }) => `${lagSeconds.toFixed(2)} s`],
  ["outcome", "left", ({ outcome }) => outcome],
  ["why", "left", ({ why }) => why[0] ?? ""],
];
