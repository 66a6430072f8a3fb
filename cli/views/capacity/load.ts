import { formatBytesPerSecond, formatMessagesPerSecond } from "../../../sizing/index.ts";
import { type Column, tableOf } from "../table.ts";
import { answerCell, bindingColumns, brokersColumn, type Load, type Step, times } from "./answer.ts";

const ofBounded = (answer: Load, shown: (answer: Extract<Load, { outcome: "bounded" }>) => string): string =>
  answer.outcome === "bounded" ? shown(answer) : "";

const messages: Column<Step> = [
  "msg/s",
  "right",
  ({ load }) =>
    ofBounded(load.objectivesKept, ({ messagesPerSecond }) =>
      formatMessagesPerSecond(messagesPerSecond).replace(" msg/s", ""),
    ),
];

/** What each number of brokers carries, in times the rates of the workload. */
export function loadTable(steps: readonly Step[], several: boolean): string[] {
  const kept = ({ load }: Step) => load.objectivesKept;
  return tableOf<Step>(
    [
      brokersColumn,
      ["normal", "right", ({ load }) => answerCell(load.normal, times)],
      ["objectives kept", "right", (step) => answerCell(kept(step), times)],
      ...(several ? [] : [messages]),
      [
        "in",
        "right",
        (step) => ofBounded(kept(step), ({ ingressBytesPerSecond }) => formatBytesPerSecond(ingressBytesPerSecond)),
      ],
      ...bindingColumns(steps, kept, several),
    ],
    steps,
  );
}
