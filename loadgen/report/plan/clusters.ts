import { formatBytes, formatBytesPerSecond, formatDuration } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { count, gibibytes, messageRate, milliseconds } from "../figures.ts";
import { type Block, type Fact, facts, folded, section, type Table, table } from "../model/block.ts";
import { disksFigure, hostFigure, ingressTitle, retentionFigure } from "../plan-figures.ts";
import { bottleneckText } from "../verdict.ts";
import { gaugesOf } from "./gauges.ts";
import { metadataTitle, racksOf } from "./racks.ts";

/** More topics than this are folded. */
const mostTopicsAtAGlance = 20;

/** Every cluster in a row. */
export function clustersTable(clusters: readonly PlannedCluster[]): Block {
  return table(
    "Clusters",
    [
      { head: "cluster", cell: ({ name }) => name },
      { head: "role", cell: ({ role }) => role },
      { head: "brokers", numeric: true, cell: ({ brokers }) => count(brokers) },
      ...(clusters.some(({ growsTo }) => growsTo !== null)
        ? [
            {
              head: "grows to",
              numeric: true,
              cell: ({ growsTo }: PlannedCluster) => (growsTo === null ? "-" : count(growsTo)),
            },
          ]
        : []),
      { head: "topics", numeric: true, cell: ({ topics }) => count(topics.length) },
      { head: "partitions", numeric: true, cell: ({ partitions }) => count(partitions) },
      { head: "bottleneck", cell: ({ bottleneck }) => bottleneckText(bottleneck) },
    ],
    clusters,
  );
}

/** What each cluster is and how full; clusters that are like an earlier one of their role are folded. */
export function clusterBlocks(plan: Plan): Block[] {
  const { clusters } = plan;
  if (clusters.length === 1) return clusters.flatMap((cluster) => blocksOf(plan, cluster));
  const first = (cluster: PlannedCluster) => clusters.find(({ role }) => role === cluster.role) === cluster;
  return clusters.map((cluster) =>
    first(cluster)
      ? section(`Cluster ${cluster.name}`, ...blocksOf(plan, cluster))
      : folded(`Cluster ${cluster.name}`, ...blocksOf(plan, cluster)),
  );
}

function blocksOf(plan: Plan, cluster: PlannedCluster): Block[] {
  return [
    facts(clusterFacts(cluster)),
    { kind: "racks", racks: racksOf(cluster) },
    { kind: "gauges", gauges: gaugesOf(plan, cluster) },
    ...topicBlocks(cluster),
    folded("Load of the busiest broker", facts(loadFacts(cluster))),
  ];
}

function clusterFacts(cluster: PlannedCluster): Fact[] {
  const { metadata, host, produceP99Seconds: latency } = cluster;
  const racks = cluster.racks.length === cluster.brokers ? "" : ` in ${count(cluster.racks.length)} racks`;
  return [
    ["brokers", `${count(cluster.brokers)}${racks}`],
    ...(cluster.growsTo === null ? [] : [["grows to", `${count(cluster.growsTo)} brokers`] as const]),
    ["host", hostFigure(host)],
    ["disks", disksFigure(host)],
    ["Kafka", cluster.kafka],
    [metadataTitle(metadata.mode), count(metadata.nodes)],
    ["partitions", count(cluster.partitions)],
    ["replicas", count(cluster.replicas)],
    ["bottleneck", bottleneckText(cluster.bottleneck)],
    ...(latency === undefined
      ? []
      : [["99 % acknowledged in", `${milliseconds(1000 * latency.normal)}, estimated`] as const]),
  ];
}

function loadFacts({ perBroker }: PlannedCluster): Fact[] {
  return [
    ["network in", formatBytesPerSecond(perBroker.networkInBytesPerSecond)],
    ["network out", formatBytesPerSecond(perBroker.networkOutBytesPerSecond)],
    ["disk writes", formatBytesPerSecond(perBroker.diskWriteBytesPerSecond)],
    ["disk reads", formatBytesPerSecond(perBroker.diskReadBytesPerSecond)],
    ["disk used", formatBytes(perBroker.diskUsedBytes)],
    ["CPU", `${Number(perBroker.cpuCores.toPrecision(3))} cores`],
    ["heap", gibibytes(perBroker.heapBytes)],
    ["page cache", formatBytes(perBroker.pageCacheBytes)],
    ["page cache reaches back", formatDuration(perBroker.pageCacheReachSeconds)],
    ["leaders", count(perBroker.partitions)],
    ["replicas", count(perBroker.replicas)],
  ];
}

function topicBlocks(cluster: PlannedCluster): Block[] {
  const { topics } = cluster;
  if (topics.length === 0) return [];
  const rows = topicTable(topics);
  return topics.length > mostTopicsAtAGlance ? [folded(`Topics (${count(topics.length)})`, rows)] : [rows];
}

function topicTable(topics: readonly PlannedTopic[]): Table {
  return table(
    "Topics",
    [
      { head: "topic", cell: ({ name }) => name },
      { head: "partitions", numeric: true, cell: ({ partitions }) => count(partitions) },
      { head: "replicas", numeric: true, cell: ({ replication, minInsync }) => `${replication}, ${minInsync} in sync` },
      { head: "acks", cell: ({ acks }) => acks },
      { head: "rate", numeric: true, cell: ({ messagesPerSecond }) => messageRate(messagesPerSecond) },
      {
        head: ingressTitle(topics),
        numeric: true,
        cell: (topic) => formatBytesPerSecond(ingressOf(topic)),
      },
      { head: "keeps", cell: retentionFigure },
      { head: "read by", cell: ({ consumers }) => consumers.map(({ group }) => group).join(", ") || "nobody" },
    ],
    topics.toSorted((a, b) => ingressOf(b) - ingressOf(a)),
  );
}

/** Bytes per second that producers send to a topic, uncompressed. */
export const ingressOf = ({ messagesPerSecond, messageBytes }: PlannedTopic): number =>
  messagesPerSecond * messageBytes;
