import { messageRate, percent } from "../../../loadgen/report/figures.ts";
import { amount, some } from "../../../loadgen/report/plan-figures.ts";
import { resourceTitles } from "../../../loadgen/report/verdict.ts";
import { formatBytes, formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { field, indented } from "../lines.ts";
import { type Column, moreLine, shortened, tableOf } from "../table.ts";
import type { Section } from "./section.ts";

const mostClusters = 40;

const isDegraded = ({ bottleneck }: PlannedCluster): boolean => bottleneck.state === "degraded";

/** Clusters as a table, each with its bottleneck; a mark tells those that are not degraded where others are. */
export function clusterRows(clusters: readonly PlannedCluster[], most: number): string[] {
  const marked = clusters.some(isDegraded);
  const bottleneckOf = (cluster: PlannedCluster): string => {
    const { resource, utilisation } = cluster.bottleneck;
    return `${resourceTitles[resource]} ${percent(utilisation)}${marked && !isDegraded(cluster) ? " *" : ""}`;
  };
  const growsTo: Column<PlannedCluster>[] = clusters.some((cluster) => cluster.growsTo !== null)
    ? [["grows to", "right", (cluster) => (cluster.growsTo === null ? "" : amount(cluster.growsTo))]]
    : [];
  return tableOf<PlannedCluster>(
    [
      ["cluster", "left", ({ name }) => name],
      ["role", "left", ({ role }) => role],
      ["brokers", "right", ({ brokers }) => amount(brokers)],
      ["partitions", "right", ({ partitions }) => amount(partitions)],
      ["topics", "right", ({ topics }) => amount(topics.length)],
      ["bottleneck", "left", bottleneckOf],
      ...growsTo,
    ],
    clusters,
    most,
  );
}

/** What the mark in the table means, where any bottleneck is that after a loss. */
function noteOf(clusters: readonly PlannedCluster[]): string[] {
  if (!clusters.some(isDegraded)) return [];
  const normal = clusters.some((cluster) => !isDegraded(cluster));
  return indented(`Bottlenecks are those after the planned loss${normal ? "; * with all brokers there" : ""}.`);
}

function totalLines({ totals }: Plan): string[] {
  const { clusters, brokers, metadataNodes, partitions, replicas } = totals;
  const nodes = `${some(clusters, "cluster")}, ${some(brokers, "broker")}, ${some(metadataNodes, "metadata node")}`;
  return [
    ...field("together", nodes),
    ...field("", `${some(partitions, "partition")}, with their copies ${some(replicas, "replica")}`),
    ...field(
      "",
      `${messageRate(totals.messagesPerSecond)}, ${formatBytesPerSecond(totals.ingressBytesPerSecond)} in, ` +
        `${formatBytesPerSecond(totals.egressBytesPerSecond)} out, ${formatBytes(totals.storageBytes)} stored`,
    ),
  ];
}

/** Several clusters at a glance, a row each, and what they are together. */
export const renderOverview: Section = (plan, { paint, show, columns }) => {
  if (plan.clusters.length < 2) return [];
  const { shown, more } = shortened(plan.clusters, mostClusters, show);
  return [
    paint("bold", "Clusters"),
    ...clusterRows(shown, columns),
    ...moreLine(more),
    ...noteOf(shown).map((line) => paint("dim", line)),
    "",
    ...totalLines(plan),
  ];
};
