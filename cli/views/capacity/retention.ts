import { formatDuration } from "../../../sizing/index.ts";
import { width } from "../lines.ts";
import { type Column, moreLine, shortened, tableOf } from "../table.ts";
import {
  answerCell,
  bindingColumns,
  brokersColumn,
  leastForNormal,
  type Retention,
  type Step,
  times,
} from "./answer.ts";

const mostTopics = 12;

const topicsOf = (answer: Retention) => (answer.outcome === "bounded" ? answer.topics : []);
type Topic = ReturnType<typeof topicsOf>[number];

function duration(hours: number | null): string {
  if (hours === null) return "compacted";
  const seconds = hours * 3600;
  return formatDuration(seconds >= 3600 ? Math.floor(seconds / 60) * 60 : seconds);
}

/** How long each number of brokers can keep the data: of one topic, else in times the retention of each. */
export function retentionTable(steps: readonly Step[], several: boolean, most = width): string[] {
  const cell = (answer: Retention): string => {
    const [topic, ...others] = topicsOf(answer);
    if (topic !== undefined && others.length === 0 && !several) return duration(topic.retentionHours);
    return answerCell(answer, (value) => `${times(value)} times`);
  };
  const kept = ({ retention }: Step) => retention.objectivesKept;
  return tableOf<Step>(
    [
      brokersColumn,
      ...(most < leastForNormal ? [] : [["normal", "right", ({ retention }: Step) => cell(retention.normal)] as const]),
      ["objectives kept", "right", (step) => cell(kept(step))],
      ...bindingColumns(steps, kept, several),
    ],
    steps,
    most,
  );
}

type Pair = { readonly name: string; readonly normal: Topic | undefined; readonly kept: Topic | undefined };

/** The topics of both answers, side by side where both are about the same cluster. */
function pairs(normal: Retention, kept: Retention): Pair[] {
  const main = kept.outcome === "bounded" ? kept : normal;
  const topicsIn = (answer: Retention): readonly Topic[] =>
    answer.outcome === "bounded" && main.outcome === "bounded" && answer.binding.cluster === main.binding.cluster
      ? answer.topics
      : [];
  const [before, after] = [topicsIn(normal), topicsIn(kept)];
  return topicsOf(main).map(({ name }, at) => ({ name, normal: before[at], kept: after[at] }));
}

/** Of several topics each one's own retention in the cluster that binds, with the brokers that there are now. */
export function topicTable({ brokers, retention }: Step, several: boolean, show: "main" | "all"): string[] {
  const { normal, objectivesKept } = retention;
  const rows = pairs(normal, objectivesKept);
  if (rows.length < (several ? 1 : 2)) return [];
  const { shown, more } = shortened(rows, mostTopics, show);
  const binding = objectivesKept.outcome === "bounded" ? objectivesKept : normal;
  const where = several && binding.outcome === "bounded" ? `in ${binding.binding.cluster}` : `${brokers} brokers`;
  const cell = (answer: Retention, topic: Topic | undefined): string =>
    topic === undefined ? answerCell(answer, () => "") : duration(topic.retentionHours);
  // Another cluster may bind normally; its topics are not these.
  const comparable = normal.outcome !== "bounded" || rows.some((row) => row.normal !== undefined);
  const columns: Column<Pair>[] = [
    [`topic, ${where}`, "left", ({ name }) => name],
    ...(comparable ? [["normal", "right", (row: Pair) => cell(normal, row.normal)] as const] : []),
    ["objectives kept", "right", ({ kept }) => cell(objectivesKept, kept)],
  ];
  return [...tableOf(columns, shown), ...moreLine(more)];
}
