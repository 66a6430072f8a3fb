import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Plan } from "../plan.ts";
import type { Rules } from "../rules/overrides.ts";
import { wholly } from "./assignment.ts";
import { demandsOf } from "./demand.ts";
import type { Cluster } from "./holding.ts";
import { metadataOf } from "./metadata.ts";

const sum: Basis = { name: "sum", source: "the clusters and topics of this plan" };

const over = (unit: string, formula: string, inputs: Record<string, number>): Derived =>
  derive(unit, formula, sum, inputs, (given) => Object.values(given).reduce((total, value) => total + value, 0));

/** The totals of a plan. A refused one has no clusters, but its traffic is known. */
export function totalsOf(workload: Workload, clusters: readonly Cluster[], rules: Rules): Explained<Plan["totals"]> {
  const demands = demandsOf(wholly(workload), rules);
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
    metadataNodes: ofClusters("nodes", ({ site }) => metadataOf(site).nodes.value),
    storageBytes: ofClusters("B", (cluster) => layout(cluster).stored.total),
    ingressBytesPerSecond: ofTopics(
      "B/s",
      "sum over the topics of the producers' bytes",
      (demand) => demand.bytesPerSecond,
    ),
    egressBytesPerSecond: ofTopics(
      "B/s",
      "sum over the topics of the producers' bytes x consumer groups",
      (demand) => demand.bytesPerSecond * demand.topic.consumers.length,
    ),
    messagesPerSecond: ofTopics("msg/s", "sum over the topics", (demand) => demand.messagesPerSecond.value),
  };
}
