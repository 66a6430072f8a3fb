import type { RuleEntry } from "./rule.ts";
import { sources } from "./sources.ts";

/** What a broker, a cluster and its metadata may be loaded with, and what messages cost them. */
export const kafkaRules = {
  bytesPerSecondPerPartition: {
    value: 1e6,
    unit: "B/s",
    about: "Peak data rate of a partition; published range 0.5 to 1 MB/s",
    source: sources.keystone,
  },
  maxBrokersPerCluster: { value: 200, unit: "count", about: "Brokers of a cluster", source: sources.keystone },
  maxPartitionsPerCluster: {
    value: 10_000,
    unit: "count",
    about: "Partitions (leaders) of a cluster",
    source: sources.keystone,
  },
  maxReplicasPerBroker: {
    value: 4000,
    unit: "count",
    about: "Partition replicas on a broker",
    source: sources.confluentLimit,
  },
  diskLimit: {
    value: 0.85,
    unit: "fraction",
    about: "Part of the usable disk that may be filled",
    source: sources.ownChoice,
  },
  diskThroughputLimit: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the disks' throughput to use",
    source: sources.aws,
  },
  networkLimit: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the network's speed to use in each direction",
    source: sources.aws,
  },
  cpuLimit: {
    value: 0.6,
    unit: "fraction",
    about: "Part of the cores to use",
    source: "Amazon MSK best practices: keep CPU under 60 % (2024)",
  },
  memoryLimit: {
    value: 0.9,
    unit: "fraction",
    about: "Part of the memory for heap and page cache",
    source: sources.ownChoice,
  },
  pageCacheSeconds: {
    value: 30,
    unit: "s",
    about: "Time for which written data stays in the page cache, for readers at the tail",
    source: sources.kafkaDocs,
  },
  heapBytes: { value: 6 * 1024 ** 3, unit: "B", about: "Heap of a broker", source: sources.kafkaDocs },
  segmentBytes: {
    value: 1024 ** 3,
    unit: "B",
    about: "Largest log segment (Kafka's default)",
    source: sources.kafkaDocs,
  },
  minSegmentBytes: {
    value: 16 * 1024 ** 2,
    unit: "B",
    about: "Smallest log segment worth its files",
    source: sources.ownChoice,
  },
  segmentsPerReplica: {
    value: 4,
    unit: "count",
    about: "Segments that a replica is cut into at least, since data leaves the disk by whole segments",
    source: sources.ownChoice,
  },
  mapsPerSegment: {
    value: 2,
    unit: "count",
    about: "Memory maps of a log segment: its two index files",
    source: sources.kafkaDocs,
  },
  maxMapCount: { value: 65_530, unit: "count", about: "vm.max_map_count of a broker's host", source: "Linux default" },
  filesPerSegment: {
    value: 3,
    unit: "count",
    about: "Open files of a log segment: log, offset index, time index",
    source: sources.kafkaDocs,
  },
  connectionHandles: {
    value: 5000,
    unit: "count",
    about: "File handles kept for connections and the JVM's own files",
    source: sources.ownChoice,
  },
  maxFileHandles: {
    value: 100_000,
    unit: "count",
    about: "File handles of the broker process",
    source: sources.kafkaDocs,
  },
  cpuPerMillionMessages: {
    value: 1.5,
    unit: "CPU-s/M msg",
    about: "Cost of messages at their leader; half of the measured cost, the other half is counted by bytes",
    source: sources.measured,
  },
  cpuPerGigabyteWritten: {
    value: 1.1,
    unit: "CPU-s/GB",
    about: "Cost of bytes appended by a leader or a follower; the other half of the measured cost",
    source: sources.measured,
  },
  cpuPerGigabyteSent: {
    value: 0.3,
    unit: "CPU-s/GB",
    about: "Cost of bytes sent to consumers and followers: a quarter of writing them",
    source: "Google Cloud, Managed Service for Apache Kafka sizing (2024): reads cost a quarter of writes",
  },
  cpuSmallBatchFactor: {
    value: 4,
    unit: "factor",
    about: "Batches of 16 KB, Kafka's default, cost this many times as much as those of 1 MB that were measured",
    source: sources.measured,
  },
  metadataNodes: {
    value: 3,
    unit: "count",
    about: "ZooKeeper nodes or KRaft controllers; one may be lost",
    source: sources.kafkaDocs,
  },
  metadataNodesForTwoLost: {
    value: 5,
    unit: "count",
    about: "The same when two or more may be lost",
    source: sources.kafkaDocs,
  },
  zookeeperHeapBytes: {
    value: 1024 ** 3,
    unit: "B",
    about: "Heap of a ZooKeeper node",
    source: sources.confluentZookeeper,
  },
  controllerHeapBytes: {
    value: 4 * 1024 ** 3,
    unit: "B",
    about: "Heap of a KRaft controller",
    source: sources.confluentAnsible,
  },
} as const satisfies Record<string, RuleEntry>;
