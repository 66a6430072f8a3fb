import type { Plan, PlannedCluster, PlannedTopic } from "../sizing/plan.ts";
import { Problem } from "../sizing/problem.ts";
import type { Access } from "./access.ts";
import type { TopicLoad } from "./engine/job.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import type { Proof } from "./proof/proof.ts";

/** A planned topic, and the load on the topic that stands for it. */
export interface PlannedLoad {
  readonly topic: PlannedTopic;
  readonly load: TopicLoad;
}

/**
 * The one cluster of a plan.
 * @throws Problem PLM-LOAD-008 if there are several
 */
export function onlyCluster(plan: Plan): PlannedCluster {
  const [cluster, ...others] = plan.clusters;
  if (!cluster || others.length > 0)
    throw new Problem(
      "input",
      "PLM-LOAD-008",
      `the plan ${plan.name} has ${plan.clusters.length} clusters; one at a time can be proven`,
      "name a workload that fits one cluster",
    );
  return cluster;
}

/**
 * Checks that as many brokers answer as the topics have replicas.
 * @throws Problem PLM-LOAD-007
 */
export function checkReplication({ topics }: PlannedCluster, brokers: number, { bootstrap }: Access): void {
  for (const { name, replication } of topics)
    if (replication > brokers)
      throw new Problem(
        "environment",
        "PLM-LOAD-007",
        `topic ${name} is planned with replication ${replication}, but ${brokers} brokers answer at ${bootstrap.join(",")}`,
        "start the missing brokers",
      );
}

/** Runs `body` with the topics of `loads`, made with their planned settings and removed after it. */
export function withTopicsOf<T>(
  admin: KafkaAdmin,
  loads: readonly PlannedLoad[],
  log: ((line: string) => void) | undefined,
  body: () => Promise<T>,
): Promise<T> {
  const made = loads.map(({ topic, load }) => ({
    topic: load.topic,
    partitions: load.partitions,
    replication: topic.replication,
    config: topicConfig(topic),
  }));
  return admin.withTopics(made, (line) => log?.(line), body);
}

/** The planned settings, except that nothing is deleted by age or size before it was audited. */
function topicConfig(topic: PlannedTopic): Record<string, string> {
  return {
    "min.insync.replicas": String(topic.minInsync),
    "segment.bytes": String(topic.segmentBytes),
    "retention.ms": String(Math.max(topic.retentionMs ?? 0, 3_600_000)),
    "retention.bytes": "-1",
    "compression.type": topic.compressedBy === "brokers" ? topic.compression : "producer",
  };
}

/** How a report names a cluster. */
export function clusterOf({ bootstrap }: Access, brokers: number): Proof["cluster"] {
  const local = bootstrap.every((address) => /^(127\.|localhost:|\[::1\])/.test(address));
  return { bootstrap: [...bootstrap], brokers, target: local ? "local" : "hosts" };
}
