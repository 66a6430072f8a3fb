import type { Observation, ObservedTopic } from "./observation.ts";

/** A topic that is written and read. */
export const orders: ObservedTopic = {
  name: "orders",
  partitions: 12,
  replication: 3,
  settings: {
    "retention.ms": "604800000",
    "retention.bytes": "-1",
    "min.insync.replicas": "2",
    "cleanup.policy": "delete",
    "compression.type": "producer",
  },
  messages: 9_000_000,
  writtenMessages: 15_000,
  sample: {
    ...{ messages: 4000, batches: 40, messageBytes: 2_000_000, recordBytes: 2_040_000, storedBytes: 680_000 },
    ...{ codec: "zstd", keyed: 4000 },
  },
  groups: [
    { group: "billing", consumers: 4, lagMessages: 15_000, readMessages: 14_900 },
    { group: "retired", consumers: 0, lagMessages: 9_000_000, readMessages: 0 },
  ],
};

/** Half a minute of a cluster with one topic. */
export const observation: Observation = {
  bootstrap: ["k1:9092"],
  brokers: 3,
  metadata: "zookeeper",
  release: "3.9",
  tls: false,
  seconds: 30,
  topics: [orders],
  unread: [],
};
