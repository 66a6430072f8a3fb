import { type Derived, derive, type Explained, given } from "../derivation.ts";
import type { Objectives } from "../inputs/objectives.ts";
import type { PlannedTopic } from "../planned/topic.ts";
import type { Rules } from "../rules/overrides.ts";
import type { AssignedTopic } from "./assignment.ts";
import type { Demand } from "./demand.ts";
import { segmentSize } from "./load.ts";
import { explainPartitions, type Partitions } from "./partitions.ts";
import { retainedPerReplica } from "./retained.ts";

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
      retainedBytesPerReplica: retainedPerReplica(demand.retained, partitions),
      segmentsPerReplica: rules.segmentsPerReplica.value,
      minSegmentBytes: rules.minSegmentBytes.value,
      maxSegmentBytes: rules.segmentBytes.value,
    },
    (given) => Math.floor(segmentSize(given.retainedBytesPerReplica, rules)),
  );
}

function dayOf({ key, day }: AssignedTopic): Explained<PlannedTopic["day"]> {
  switch (day.kind) {
    case "constant":
      return day;
    case "mean":
      return { kind: day.kind, mean: given("workload", `${key}.average`, "fraction of the peak", day.mean) };
    case "profile": {
      const factors = day.factors.map((factor) => given("workload", `${key}.profile`, "fraction of the peak", factor));
      return { kind: day.kind, factors };
    }
  }
}

/** A topic of the plan with its partitions on the chosen brokers. */
export function plannedTopic(
  demand: Demand,
  partitions: Partitions,
  rules: Rules,
  objectives: Objectives,
): Explained<PlannedTopic> {
  const { topic } = demand;
  const { key, retention } = topic;
  const asWritten = <Value extends number | null>(field: string, unit: string, value: Value) =>
    given("workload", `${key}.${field}`, unit, value);
  return {
    name: topic.name,
    partitions: explainPartitions(demand, partitions, rules),
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
    compressedBy: topic.compression.onBroker ? "brokers" : "producers",
    cleanup: topic.cleanup,
    messagesPerSecond: demand.messagesPerSecond,
    messageBytes: asWritten("size", "B", topic.size),
    retentionMs: derive(
      "ms",
      "retention as written, when it is a time",
      { name: "given", source: `workload: ${key}.retention` },
      { retentionSeconds: retention?.dimension === "duration" ? retention.value : null },
      (given) => (given.retentionSeconds === null ? null : given.retentionSeconds * 1000),
    ),
    retentionBytesPerPartition: asWritten("retention", "B", retention?.dimension === "bytes" ? retention.value : null),
    segmentBytes: segmentBytes(demand, partitions.count, rules),
    consumers: topic.consumers.map(({ group, perConsumer }, at) => ({
      group,
      perConsumerBytesPerSecond: asWritten(`consumers.${at}.perConsumer`, "B/s", perConsumer ?? null),
    })),
    dropAfterMs: asWritten("dropAfter", "ms", topic.dropAfter === undefined ? null : topic.dropAfter * 1000),
    lossBudget: given("workload", "objectives.loss", "fraction", objectives.loss ?? null),
    day: dayOf(topic),
  };
}
