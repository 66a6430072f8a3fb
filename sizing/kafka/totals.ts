import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Plan } from "../plan.ts";
import type { Candidate, Site } from "./candidate.ts";
import { metadataOf } from "./metadata.ts";

const sum: Basis = { name: "sum", source: "the clusters and topics of this plan" };

const over = (unit: string, formula: string, inputs: Record<string, number>): Derived =>
  derive(unit, formula, sum, inputs, (given) => Object.values(given).reduce((total, value) => total + value, 0));

/** The totals of a plan. A refused one has no cluster, but its traffic is known: `candidate` is null then. */
export function totalsOf(site: Site, candidate: Candidate | null): Explained<Plan["totals"]> {
  const { demands } = site;
  const ofClusters = (unit: string, value: (candidate: Candidate) => number) =>
    over(unit, "sum over the clusters", candidate === null ? {} : { main: value(candidate) });
  const ofTopics = (unit: string, formula: string, value: (demand: (typeof demands)[number]) => number) =>
    over(unit, formula, Object.fromEntries(demands.map((demand) => [demand.topic.name, value(demand)])));
  return {
    brokers: ofClusters("brokers", ({ brokers }) => brokers),
    clusters: ofClusters("clusters", () => 1),
    partitions: ofClusters("partitions", ({ load }) => load.partitions.total),
    replicas: ofClusters("replicas", ({ load }) => load.replicas.total),
    metadataNodes: ofClusters("nodes", () => metadataOf(site).nodes.value),
    storageBytes: ofClusters("B", ({ load }) => load.stored.total),
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
