import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { Utilisation } from "../../sizing/planned/resource.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { plannedTopic } from "../../sizing/testing/planned-topic.ts";

const unchecked: Utilisation = {
  disk: null,
  diskWrite: null,
  diskRead: null,
  networkIn: null,
  networkOut: null,
  cpu: null,
  memory: null,
  replicas: null,
  fileHandles: null,
  memoryMaps: null,
};

/** A planned topic of one partition, with the fields that a test cares about. */
export function topic(fields: Partial<PlannedTopic> = {}): PlannedTopic {
  return plannedTopic({
    name: "network-events",
    partitions: 1,
    messagesPerSecond: 485_000,
    retentionMs: 14_400_000,
    segmentBytes: 268_435_456,
    consumers: [{ group: "hdfs-sink", perConsumerBytesPerSecond: 50_000_000 }],
    ...fields,
  });
}

/** The telco's cluster: five hosts of 28 cores, three ZooKeeper nodes. */
export function cluster(fields: Partial<PlannedCluster> = {}): PlannedCluster {
  return {
    name: "main",
    role: "main",
    kafka: "3.9.2",
    brokers: 5,
    growsTo: null,
    racks: ["r1", "r2", "r3", "r4", "r5"],
    host: {
      offer: "inventory",
      cores: 28,
      memoryBytes: 549_755_813_888,
      networkBytesPerSecond: 1.25e9,
      disks: [{ name: "1-disk", count: 2, sizeBytes: 22e12, writeBytesPerSecond: null, iops: null }],
    },
    logDirs: 1,
    metadata: { mode: "zookeeper", nodes: 3, heapBytes: 1_073_741_824, diskBytes: 64e9, failoverSeconds: 18.2 },
    topics: [topic()],
    partitions: 660,
    replicas: 1980,
    perBroker: {
      networkInBytesPerSecond: 396_000_000,
      networkOutBytesPerSecond: 398_000_000,
      diskWriteBytesPerSecond: 396_000_000,
      diskReadBytesPerSecond: 0,
      diskUsedBytes: 5_702_400_000_000,
      cpuCores: 7,
      heapBytes: 6_442_450_944,
      pageCacheBytes: 11_880_000_000,
      pageCacheReachSeconds: 30,
      partitions: 132,
      replicas: 396,
    },
    utilisation: { normal: { ...unchecked, cpu: 0.25 }, degraded: { ...unchecked, cpu: 0.3125 } },
    bottleneck: { resource: "networkIn", utilisation: 0.4, state: "degraded" },
    ...fields,
  };
}

/** What bringing a cluster up needs of a plan. */
export function plan(name: string, fields: Partial<PlannedCluster> = {}): Pick<Plan, "name" | "clusters"> {
  return { name, clusters: [cluster(fields)] };
}
