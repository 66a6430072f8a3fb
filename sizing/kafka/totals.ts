import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Plan } from "../plan.ts";
import type { Demand } from "./demand.ts";
import type { Cluster } from "./holding.ts";
import { metadataNodes } from "./metadata.ts";

const sum: Basis = { name: "sum", source: "the clusters and topics of this plan" };

const over = (unit: string, formula: string, inputs: Record<string, number>): Derived =>
  derive(unit, formula, sum, inputs, (given) => Object.values(given).reduce((total, value) => total + value, 0));

/** The totals of a plan, with the demands of the whole workload. A refused one has no clusters, but its traffic is known. */
export function totalsOf(demands: readonly Demand[], clusters: readonly Cluster[]): Explained<Plan["totals"]> {
  const ofClusters = (unit: string, value: (cluster: Cluster) => number) =>
    over(unit, "sum over the clusters", Object.fromEntries(clusters.map((cluster) => [cluster.name, value(cluster)])));
  const ofTopics = (unit: string, formula: string, value: (demand: (typeof demands)[number]) => number) =>
    over(unit, formula, Object.fromEntries(demands.map((demand) => [demand.topic.name, value(demand)])));
  const layout = ({ choice }: Cluster) => choice.candidate.layout.normal;
  return {
    brokers: ofClusters("brokers", ({ choice }) => choice.candidate.brokers),
    clusters: ofClusters("clusters", () => 1),
    partitions: ofClusters("partitions", (cluster) => layout(cluster).partitions.total),
    replicas: ofClusters("replicas", (cluster) => layout(cluster).replicas.total),
    metadataNodes: ofClusters("nodes", ({ site }) => metadataNodes(site).value),
    storageBytes: ofClusters("B", (cluster) => layout(cluster).stored.total),
    ingressBytesPerSecond: ofTopics(
      "B/s",
      "sum over the topics of the producers' bytes",
      (demand) => demand.bytesPerSecond,
    ),
    egressBytesPerSecond: egress(demands, clusters),
    messagesPerSecond: ofTopics("msg/s", "sum over the topics", (demand) => demand.messagesPerSecond.value),
  };
}

const readBytes = (demands: readonly Demand[]): number =>
  demands.reduce((total, { bytesPerSecond, topic }) => total + bytesPerSecond * topic.consumers.length, 0);

/** What consumer groups and routing jobs read, of all clusters; of a refused plan what the topics' groups would. */
function egress(demands: readonly Demand[], clusters: readonly Cluster[]): Derived {
  const inputs =
    clusters.length === 0
      ? Object.fromEntries(demands.map((demand) => [demand.topic.name, readBytes([demand])]))
      : Object.fromEntries(clusters.map(({ name, site }) => [name, readBytes(site.demands)]));
  return over("B/s", "sum over the clusters' topics of the producers' bytes x groups that read them", inputs);
}
