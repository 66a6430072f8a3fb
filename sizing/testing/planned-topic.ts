import type { PlannedTopic } from "../planned/topic.ts";

/** A planned topic of three replicas, read by one group, with the fields that a test cares about. */
export function plannedTopic(fields: Partial<PlannedTopic> = {}): PlannedTopic {
  return {
    name: "events",
    partitions: 6,
    replication: 3,
    minInsync: 2,
    acks: "all",
    idempotent: true,
    keyed: true,
    compression: "none",
    compressedBy: "producers",
    cleanup: "delete",
    messagesPerSecond: 1000,
    messageBytes: 1361,
    retentionMs: 3_600_000,
    retentionBytesPerPartition: null,
    segmentBytes: 2 ** 30,
    dropAfterMs: null,
    lossBudget: null,
    day: { kind: "constant" },
    consumers: [{ group: "sink", perConsumerBytesPerSecond: null }],
    ...fields,
  };
}
