import { messageRate } from "../../../loadgen/report/figures.ts";
import { formatBytesPerSecond } from "../../../sizing/index.ts";
import { width } from "../lines.ts";
import { type Column, tableOf } from "../table.ts";
import { answerCell, bindingColumns, brokersColumn, type Load, leastForNormal, type Step, times } from "./answer.ts";

const ofBounded = (answer: Load, shown: (answer: Extract<Load, { outcome: "bounded" }>) => string): string =>
  answer.outcome === "bounded" ? shown(answer) : "";

const messages: Column<Step> = [
  "msg/s",
  "right",
  ({ load }) =>
    ofBounded(load.objectivesKept, ({ messagesPerSecond }) => messageRate(messagesPerSecond).replace(" msg/s", "")),
];

const ingress: Column<Step> = [
  "in",
  "right",
  ({ load }) =>
    ofBounded(load.objectivesKept, ({ ingressBytesPerSecond }) => formatBytesPerSecond(ingressBytesPerSecond)),
];

const normal: Column<Step> = ["normal", "right", ({ load }) => answerCell(load.normal, times)];

const leastForRates = 70;

/** What each number of brokers carries, in times the rates of the workload; a narrow screen shows the objectives alone. */
export function loadTable(steps: readonly Step[], several: boolean, most = width): string[] {
  const kept = ({ load }: Step) => load.objectivesKept;
  return tableOf<Step>(
    [
      brokersColumn,
      ...(most < leastForNormal ? [] : [normal]),
      ["objectives kept", "right", (step) => answerCell(kept(step), times)],
      ...(several || most < leastForRates ? [] : [messages]),
      ...(most < leastForRates ? [] : [ingress]),
      ...bindingColumns(steps, kept, several),
    ],
    steps,
    most,
  );
}
