import type { Dimension } from "../units/dimensions.ts";

/** Unit of a rule's value; the first three are written as quantities (`1 MB/s`), the others as plain numbers. */
export type RuleUnit = "B/s" | "B" | "s" | "fraction" | "count" | "factor" | "CPU-s/M msg" | "CPU-s/GB";

export const ruleDimension: Partial<Record<RuleUnit, Dimension>> = {
  "B/s": "bytesPerSecond",
  B: "bytes",
  s: "duration",
};

/** A number that the planner follows. A user overrides it under `rules:` in the workload. */
export interface Rule {
  readonly name: string;
  readonly value: number;
  readonly unit: RuleUnit;
  readonly about: string;
  /** Who says so, and as of when. */
  readonly source: string;
}

const kafkaDocs = "Apache Kafka documentation, as of 3.9 (2024)";
const keystone = "Netflix Keystone's published design rules (2016)";
const aws = "AWS, best practices for right-sizing Apache Kafka clusters (2022)";
const confluentLimit = "Confluent, how to choose the number of partitions (2018)";
const confluentZookeeper = "Confluent, running ZooKeeper in production: a heap of at least 1 GB (2024)";
const confluentAnsible = "Ansible Playbooks for Confluent Platform, default for KRaft controllers (2025)";
const ownChoice = "Plimsoll's own choice (2026)";
const measured =
  "default measured on a development machine, 2 to 3 CPU-s per million messages of 1,361 B, see docs/measured (2026); not a calibration";

const table = {
  bytesPerSecondPerPartition: {
    value: 1e6,
    unit: "B/s",
    about: "Peak data rate of a partition; published range 0.5 to 1 MB/s",
    source: keystone,
  },
  maxBrokersPerCluster: { value: 200, unit: "count", about: "Brokers of a cluster", source: keystone },
  maxPartitionsPerCluster: {
    value: 10_000,
    unit: "count",
    about: "Partitions (leaders) of a cluster",
    source: keystone,
  },
  maxReplicasPerBroker: { value: 4000, unit: "count", about: "Partition replicas on a broker", source: confluentLimit },
  diskLimit: { value: 0.85, unit: "fraction", about: "Part of the usable disk that may be filled", source: ownChoice },
  diskThroughputLimit: { value: 0.8, unit: "fraction", about: "Part of the disks' throughput to use", source: aws },
  networkLimit: {
    value: 0.8,
    unit: "fraction",
    about: "Part of the network's speed to use in each direction",
    source: aws,
  },
  cpuLimit: {
    value: 0.6,
    unit: "fraction",
    about: "Part of the cores to use",
    source: "Amazon MSK best practices: keep CPU under 60 % (2024)",
  },
  memoryLimit: { value: 0.9, unit: "fraction", about: "Part of the memory for heap and page cache", source: ownChoice },
  pageCacheSeconds: {
    value: 30,
    unit: "s",
    about: "Time for which written data stays in the page cache, for readers at the tail",
    source: kafkaDocs,
  },
  heapBytes: { value: 6 * 1024 ** 3, unit: "B", about: "Heap of a broker", source: kafkaDocs },
  segmentBytes: { value: 1024 ** 3, unit: "B", about: "Largest log segment (Kafka's default)", source: kafkaDocs },
  minSegmentBytes: {
    value: 16 * 1024 ** 2,
    unit: "B",
    about: "Smallest log segment worth its files",
    source: ownChoice,
  },
  segmentsPerReplica: {
    value: 4,
    unit: "count",
    about: "Segments that a replica is cut into at least, since data leaves the disk by whole segments",
    source: ownChoice,
  },
  mapsPerSegment: {
    value: 2,
    unit: "count",
    about: "Memory maps of a log segment: its two index files",
    source: kafkaDocs,
  },
  maxMapCount: { value: 65_530, unit: "count", about: "vm.max_map_count of a broker's host", source: "Linux default" },
  filesPerSegment: {
    value: 3,
    unit: "count",
    about: "Open files of a log segment: log, offset index, time index",
    source: kafkaDocs,
  },
  connectionHandles: {
    value: 5000,
    unit: "count",
    about: "File handles kept for connections and the JVM's own files",
    source: ownChoice,
  },
  maxFileHandles: { value: 100_000, unit: "count", about: "File handles of the broker process", source: kafkaDocs },
  cpuPerMillionMessages: {
    value: 1.5,
    unit: "CPU-s/M msg",
    about: "Cost of messages at their leader; half of the measured cost, the other half is counted by bytes",
    source: measured,
  },
  cpuPerGigabyteWritten: {
    value: 1.1,
    unit: "CPU-s/GB",
    about: "Cost of bytes appended by a leader or a follower; the other half of the measured cost",
    source: measured,
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
    source: measured,
  },
  metadataNodes: {
    value: 3,
    unit: "count",
    about: "ZooKeeper nodes or KRaft controllers; one may be lost",
    source: kafkaDocs,
  },
  metadataNodesForTwoLost: {
    value: 5,
    unit: "count",
    about: "The same when two or more may be lost",
    source: kafkaDocs,
  },
  zookeeperHeapBytes: { value: 1024 ** 3, unit: "B", about: "Heap of a ZooKeeper node", source: confluentZookeeper },
  controllerHeapBytes: {
    value: 4 * 1024 ** 3,
    unit: "B",
    about: "Heap of a KRaft controller",
    source: confluentAnsible,
  },
} as const satisfies Record<string, Omit<Rule, "name">>;

export type RuleName = keyof typeof table;
export const ruleNames = Object.keys(table) as RuleName[];

/** Every named rule with its value, unit, meaning and source. */
export const rules = Object.fromEntries(ruleNames.map((name) => [name, { name, ...table[name] }])) as Readonly<
  Record<RuleName, Rule>
>;
