import type { Plan } from "../../sizing/plan.ts";
import type { Utilisation } from "../../sizing/planned/resource.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { plannedTopic } from "../../sizing/testing/planned-topic.ts";

/** Plans for the tests of reports and views: the telco workload on five hosts, and one that does not fit. */

function topicOf(name: string): PlannedTopic {
  return plannedTopic({
    name,
    partitions: 660,
    idempotent: false,
    messagesPerSecond: 485_000,
    retentionMs: 4 * 3600 * 1000,
    consumers: [{ group: "hdfs-sink", perConsumerBytesPerSecond: 50e6 }],
  });
}

const normal: Utilisation = {
  disk: 0.259,
  diskWrite: null,
  diskRead: null,
  networkIn: 0.317,
  networkOut: 0.318,
  cpu: 0.142,
  memory: 0.061,
  replicas: 0.099,
  fileHandles: 0.083,
  memoryMaps: 0.166,
};

const degraded: Utilisation = {
  ...normal,
  disk: 0.324,
  networkIn: 0.396,
  networkOut: 0.431,
  cpu: 0.178,
  memory: 0.076,
  replicas: 0.124,
  fileHandles: 0.104,
  memoryMaps: 0.207,
};

export const plan: Plan = {
  schema: "plimsoll/plan@1",
  name: "claro",
  verdict: "planned",
  clusters: [
    {
      name: "main",
      role: "main",
      kafka: "3.9.2",
      brokers: 5,
      growsTo: null,
      racks: ["r1", "r2", "r3"],
      host: {
        offer: "inventory",
        cores: 28,
        memoryBytes: 549_755_813_888,
        networkBytesPerSecond: 1.25e9,
        disks: [{ name: "1-disk", count: 2, sizeBytes: 22e12, writeBytesPerSecond: null, iops: null }],
      },
      logDirs: 1,
      metadata: { mode: "zookeeper", nodes: 3, heapBytes: 1 << 30, diskBytes: 64e9, failoverSeconds: 18.2 },
      topics: [topicOf("network-events")],
      partitions: 660,
      replicas: 1980,
      perBroker: {
        networkInBytesPerSecond: 396e6,
        networkOutBytesPerSecond: 398e6,
        diskWriteBytesPerSecond: 396e6,
        diskReadBytesPerSecond: 0,
        diskUsedBytes: 5.7e12,
        cpuCores: 4,
        heapBytes: 6 * 2 ** 30,
        pageCacheBytes: 12e9,
        pageCacheReachSeconds: 30,
        partitions: 132,
        replicas: 396,
      },
      utilisation: { normal, degraded },
      bottleneck: { resource: "networkOut", utilisation: 0.431, state: "degraded" },
    },
  ],
  totals: {
    brokers: 5,
    clusters: 1,
    partitions: 660,
    replicas: 1980,
    metadataNodes: 3,
    storageBytes: 28.5e12,
    ingressBytesPerSecond: 660e6,
    egressBytesPerSecond: 670e6,
    messagesPerSecond: 485_000,
  },
  cost: null,
  choice: null,
  services: [],
  growth: null,
  ranges: null,
  calibration: null,
  refusals: [],
  explanation: {
    "clusters.main.topics.network-events.partitions": {
      value: 660,
      unit: "partitions",
      formula: "ceil(rate / ratePerPartition), rounded up to a multiple of the brokers",
      inputs: { rateBytesPerSecond: 660e6, ratePerPartitionBytesPerSecond: 1e6, brokers: 5 },
      rule: "ratePerPartition",
      source: "Netflix Keystone: 0.5 to 1 MB/s a partition",
    },
    "clusters.main.metadata.nodes": {
      value: 3,
      unit: "nodes",
      formula: "2 x failures to survive + 1",
      inputs: { failures: 1 },
      rule: "ensembleNodes",
      source: "ZooKeeper administrator's guide",
    },
  },
  overrides: [{ rule: "maxPartitionsPerCluster", value: 12_000, default: 10_000 }],
  assumed: [
    { key: "topics.0.retention", value: "4 h" },
    { key: "topics.0.replication", value: "3" },
  ],
  warnings: ["The write rate of the disks is not in the inventory, so it was not checked."],
  sources: ["Apache Kafka documentation"],
};

export const refusedPlan: Plan = {
  ...plan,
  verdict: "refused",
  clusters: [],
  totals: { ...plan.totals, brokers: 0, clusters: 0, partitions: 0, replicas: 0, metadataNodes: 0, storageBytes: 0 },
  refusals: [
    {
      code: "PLM-DISK-003",
      resource: "disk",
      needed: 171e12,
      available: 110e12,
      unit: "B",
      remedy: "lower retention to 15 h 20 min or add 3 brokers",
    },
  ],
  explanation: {},
};
