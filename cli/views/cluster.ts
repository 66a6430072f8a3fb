import { count, gibibytes, messageRate, percent } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import { resourceTitles } from "../../loadgen/report/verdict.ts";
import { formatBytes, formatBytesPerSecond, formatDuration } from "../../sizing/index.ts";
import {
  type LoadState,
  type PlannedCluster,
  type PlannedTopic,
  type ResourceName,
  resourceNames,
} from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { columns } from "./columns.ts";

const width = 80;
const label = 12;
const longestTopic = 18;
const barLength = 16;

/** A planned cluster as lines of at most 80 columns: nodes, topics, load of a broker, utilisation. */
export function renderCluster(cluster: PlannedCluster, paint: Paint): string[] {
  const { metadata, perBroker: load, racks } = cluster;
  const mode = metadata.mode === "zookeeper" ? "ZooKeeper nodes" : "KRaft controllers";
  return [
    paint("bold", `Cluster ${wrap(cluster.name, 40, 1)[0]}, Kafka ${cluster.kafka}`),
    ...field("brokers", `${cluster.brokers} in ${racks.length} racks, log directories of each: ${cluster.logDirs}`),
    ...field("metadata", `${metadata.nodes} ${mode}, heap of each ${gibibytes(metadata.heapBytes)}`),
    ...field("partitions", `${count(cluster.partitions)}, with their copies ${count(cluster.replicas)} replicas`),
    "",
    ...topicTable(cluster.topics),
    "",
    "  Load of each broker",
    ...field(
      "network",
      `in ${formatBytesPerSecond(load.networkInBytesPerSecond)}, out ${formatBytesPerSecond(load.networkOutBytesPerSecond)}`,
    ),
    ...field(
      "disk",
      `${formatBytes(load.diskUsedBytes)} used, writes ${formatBytesPerSecond(load.diskWriteBytesPerSecond)}, reads ${formatBytesPerSecond(load.diskReadBytesPerSecond)}`,
    ),
    ...field("memory", `heap ${gibibytes(load.heapBytes)}, page cache ${formatBytes(load.pageCacheBytes)}`),
    ...field("CPU", `${Number(load.cpuCores.toPrecision(3))} cores`),
    ...field("partitions", `${count(load.partitions)} led, ${count(load.replicas)} replicas`),
    "",
    ...utilisationTable(cluster, paint),
  ];
}

function field(name: string, text: string): string[] {
  return wrap(text, width - label - 2, 3).map((line, i) => `  ${(i === 0 ? name : "").padEnd(label)}${line}`);
}

function topicTable(topics: readonly PlannedTopic[]): string[] {
  const head = ["topic", "partitions", "RF/ISR", "acks", "msg/s", "in", "keeps"];
  const rows = topics.map((topic) => [
    wrap(topic.name, longestTopic, 1)[0]!,
    count(topic.partitions),
    `${topic.replication}/${topic.minInsync}`,
    topic.acks,
    messageRate(topic.messagesPerSecond).replace(" msg/s", ""),
    formatBytesPerSecond(topic.messagesPerSecond * topic.messageBytes),
    retention(topic),
  ]);
  return columns([head, ...rows], ["left", "right", "right", "left", "right", "right", "left"]).map(
    (line) => `  ${line}`,
  );
}

function retention({ retentionMs, retentionBytesPerPartition }: PlannedTopic): string {
  if (retentionMs !== null) return formatDuration(retentionMs / 1000);
  return retentionBytesPerPartition === null ? "everything" : `${formatBytes(retentionBytesPerPartition)} each`;
}

function utilisationTable({ utilisation, bottleneck }: PlannedCluster, paint: Paint): string[] {
  const cells = (resource: ResourceName, state: LoadState): string[] => {
    const fraction = utilisation[state][resource];
    return fraction === null ? ["-", ""] : [percent(fraction), bar(fraction)];
  };
  const rows = resourceNames.map((resource) => [
    resourceTitles[resource],
    ...cells(resource, "normal"),
    ...cells(resource, "degraded"),
    resource === bottleneck.resource ? "bottleneck" : "",
  ]);
  const head = ["utilisation", "", "normal", "", "after the loss", ""];
  const lines = columns([head, ...rows], ["left", "right", "left", "right", "left", "left"]);
  const unchecked = resourceNames.some((resource) => utilisation.normal[resource] === null);
  return [
    ...lines.map((line) => `  ${line.replace(/bottleneck$/, paint("yellow", "< bottleneck"))}`),
    ...(unchecked ? [paint("dim", "  - means not checked: the inventory does not tell the capacity.")] : []),
  ];
}

function bar(fraction: number): string {
  const filled = Math.min(barLength, Math.max(fraction > 0 ? 1 : 0, Math.round(fraction * barLength)));
  return `${"█".repeat(filled)}${"·".repeat(barLength - filled)}`;
}
