import { type Derived, derive, type Explained, given } from "../derivation.ts";
import type { PlannedTopic } from "../plan.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Demand } from "./demand.ts";
import { retainedPerReplica, segmentSize } from "./load.ts";

const minInsyncBasis = {
  name: "minInsync",
  source: "Kafka's usual pairing of three replicas with min.insync.replicas 2: one may be out",
};

function segmentBytes(demand: Demand, partitions: number, rules: Rules): Derived {
  return derive(
    "B",
    "retained bytes of a replica / segments of a replica, between the smallest and the largest segment",
    rules.segmentBytes,
    {
      retainedBytesPerReplica: retainedPerReplica(demand, partitions),
      segmentsPerReplica: rules.segmentsPerReplica.value,
      minSegmentBytes: rules.minSegmentBytes.value,
      maxSegmentBytes: rules.segmentBytes.value,
    },
    (given) => Math.floor(segmentSize(given.retainedBytesPerReplica, rules)),
  );
}

/** A topic of the plan with its partitions on the chosen brokers. */
export function plannedTopic(demand: Demand, partitions: Derived, rules: Rules): Explained<PlannedTopic> {
  const { topic, key, retention } = demand;
  const asWritten = <Value extends number | null>(field: string, unit: string, value: Value) =>
    given("workload", `${key}.${field}`, unit, value);
  return {
    name: topic.name,
    partitions,
    replication: asWritten("replication", "replicas", topic.replication),
    minInsync: derive(
      "replicas",
      "as written, or else 2 from three replicas on and 1 below",
      minInsyncBasis,
      { minInsync: topic.minInsync, replication: topic.replication },
      (given) => given.minInsync,
    ),
    acks: topic.acks,
    idempotent: topic.idempotent,
    keyed: topic.keyed,
    compression: topic.compression.codec,
    messagesPerSecond: demand.messagesPerSecond,
    messageBytes: asWritten("size", "B", topic.size),
    retentionMs: derive(
      "ms",
      "retention as written, when it is a time",
      { name: "given", source: `workload: ${key}.retention` },
      { retentionSeconds: retention.dimension === "duration" ? retention.value : null },
      (given) => (given.retentionSeconds === null ? null : given.retentionSeconds * 1000),
    ),
    retentionBytesPerPartition: asWritten("retention", "B", retention.dimension === "bytes" ? retention.value : null),
    segmentBytes: segmentBytes(demand, partitions.value, rules),
    consumers: topic.consumers.map(({ group, perConsumer }, at) => ({
      group,
      perConsumerBytesPerSecond: asWritten(`consumers.${at}.perConsumer`, "B/s", perConsumer ?? null),
    })),
  };
}
