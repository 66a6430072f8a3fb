import { amount, ingressTitle, retentionFigure } from "../../../loadgen/report/plan-figures.ts";
import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { moreLine, tableOf } from "../table.ts";
import type { PlanView } from "./section.ts";
import { ingressOf, shownTopics } from "./shown.ts";

/** Topics as a table. */
export const topicRows = (topics: readonly PlannedTopic[], columns: number): string[] =>
  tableOf<PlannedTopic>(
    [
      ["topic", "left", ({ name }) => name],
      ["partitions", "right", ({ partitions }) => amount(partitions)],
      ["RF/ISR", "right", ({ replication, minInsync }) => `${replication}/${minInsync}`],
      ["acks", "left", ({ acks }) => acks],
      ["msg/s", "right", ({ messagesPerSecond }) => amount(messagesPerSecond)],
      [ingressTitle(topics), "right", (topic) => formatBytesPerSecond(ingressOf(topic))],
      ["keeps", "left", retentionFigure],
    ],
    topics,
    columns,
  );

/** The topics of a cluster as a table, the largest first; of many only those. */
export function topicTable(cluster: PlannedCluster, { show, columns }: PlanView): string[] {
  const { shown, more } = shownTopics(cluster, show);
  return [...topicRows(shown, columns), ...moreLine(more)];
}
