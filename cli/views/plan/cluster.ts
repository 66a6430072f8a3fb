import { count, gibibytes } from "../../../loadgen/report/figures.ts";
import { amount, disksFigure, hostFigure } from "../../../loadgen/report/plan-figures.ts";
import { formatBytes, formatBytesPerSecond, formatDuration } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { cut, field } from "../lines.ts";
import { brokersFigure, metadataFigure } from "./cluster-figures.ts";
import type { PlanView } from "./section.ts";
import { topicTable } from "./topics.ts";
import { utilisationTable } from "./utilisation.ts";

const longestName = 40;

function brokersText(cluster: PlannedCluster): string {
  const { logDirs, growsTo } = cluster;
  const grows = growsTo === null ? "" : `, grows to ${amount(growsTo)} when it takes over`;
  return `${brokersFigure(cluster)}, log directories of each: ${logDirs}${grows}`;
}

function nodes(cluster: PlannedCluster): string[] {
  const { metadata, host } = cluster;
  return [
    ...field("brokers", brokersText(cluster)),
    ...field("host", hostFigure(host)),
    ...field("disks", disksFigure(host)),
    ...field("metadata", `${metadataFigure(cluster)}, heap of each ${gibibytes(metadata.heapBytes)}`),
  ];
}

function latency({ produceP99Seconds }: PlannedCluster): string[] {
  if (produceP99Seconds === undefined) return [];
  const { normal, degraded } = produceP99Seconds;
  return field("produce p99", `about ${formatDuration(normal)}, degraded ${formatDuration(degraded)}; an estimate`);
}

function brokerLoad({ perBroker: load }: PlannedCluster): string[] {
  const [received, sent, written, read] = [
    load.networkInBytesPerSecond,
    load.networkOutBytesPerSecond,
    load.diskWriteBytesPerSecond,
    load.diskReadBytesPerSecond,
  ].map(formatBytesPerSecond);
  const reach = `readers up to ${formatDuration(load.pageCacheReachSeconds)} behind read from it`;
  return [
    "  Load of each broker",
    ...field("network", `in ${received}, out ${sent}`),
    ...field("disk", `${formatBytes(load.diskUsedBytes)} used, writes ${written}, reads ${read}`),
    ...field("memory", `heap ${gibibytes(load.heapBytes)}`),
    ...field("page cache", `${formatBytes(load.pageCacheBytes)} at least; ${reach}`),
    ...field("CPU", `${Number(load.cpuCores.toPrecision(3))} cores`),
    ...field("partitions", `${count(load.partitions)} led, ${count(load.replicas)} replicas`),
  ];
}

/** A planned cluster: nodes, topics, load of a broker, utilisation. A standby has no load before it takes over. */
export function renderCluster(plan: Plan, cluster: PlannedCluster, view: PlanView): string[] {
  const { paint } = view;
  const role = cluster.role === "main" ? "" : ` (${cluster.role})`;
  const title = paint("bold", `Cluster ${cut(cluster.name, longestName)}${role}, Kafka ${cluster.kafka}`);
  if (cluster.topics.length === 0) {
    return [title, ...nodes(cluster), ...field("topics", "none, so there is no load yet")];
  }
  const copies = `${amount(cluster.partitions)}, with their copies ${amount(cluster.replicas)} replicas`;
  return [
    title,
    ...nodes(cluster),
    ...field("partitions", copies),
    ...latency(cluster),
    "",
    ...topicTable(cluster, view),
    "",
    ...brokerLoad(cluster),
    "",
    ...utilisationTable(plan, cluster, view),
  ];
}
