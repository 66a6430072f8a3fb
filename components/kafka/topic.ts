import type { PlannedTopic } from "../../sizing/planned/topic.ts";

/** The settings of a topic as Kafka names them, keys in order. */
export function topicSettings(topic: PlannedTopic): Record<string, string> {
  const settings: Record<string, string> = {
    "cleanup.policy": topic.cleanup,
    // The producers' codec is stored as it comes, unless the plan counts what compressing costs the brokers.
    "compression.type": topic.compressedBy === "brokers" ? topic.compression : "producer",
    "min.insync.replicas": String(topic.minInsync),
    ...retention(topic),
    "segment.bytes": String(topic.segmentBytes),
  };
  return Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Retention by size only must switch the broker's default retention by time off. */
function retention(topic: PlannedTopic): Record<string, string> {
  const { retentionMs, retentionBytesPerPartition } = topic;
  if (retentionMs === null && retentionBytesPerPartition === null) return {};
  return {
    "retention.bytes": String(retentionBytesPerPartition === null ? -1 : Math.ceil(retentionBytesPerPartition)),
    "retention.ms": String(retentionMs === null ? -1 : Math.ceil(retentionMs)),
  };
}
