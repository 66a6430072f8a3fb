import type { Plan } from "../sizing/plan.ts";
import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../sizing/planned/topic.ts";
import { Problem } from "../sizing/problem.ts";
import type { Access } from "./access.ts";
import type { TopicLoad } from "./engine/job.ts";
import type { ExistingTopic } from "./existing-topics.ts";
import type { KafkaAdmin } from "./kafka-admin.ts";
import type { Proof } from "./proof/proof.ts";

/** A planned topic, and the load on the topic that stands for it. */
export interface PlannedLoad {
  readonly topic: PlannedTopic;
  readonly load: TopicLoad;
  /** The topic of that name that is there already and stays; null where the load makes one of its own. */
  readonly existing: ExistingTopic | null;
}

/**
 * The cluster of a plan that is to be loaded: the one named, or the only one that has topics, as a standby has none.
 * @throws Problem PLM-LOAD-008 if there are several and none is named, -017 for one that there is not or has no topics
 */
export function chosenCluster({ name: plan, clusters }: Plan, named?: string): PlannedCluster {
  const withTopics = clusters.filter(({ topics }) => topics.length > 0);
  const names = withTopics.map(({ name }) => name).join(", ");
  if (named === undefined) {
    const [only, ...others] = withTopics;
    if (only && others.length === 0) return only;
    throw new Problem(
      "input",
      "PLM-LOAD-008",
      `the plan ${plan} has ${withTopics.length} clusters with topics; one at a time can be loaded`,
      `name it with --cluster: ${names}`,
    );
  }
  const cluster = withTopics.find(({ name }) => name === named);
  if (!cluster)
    throw new Problem(
      "input",
      "PLM-LOAD-017",
      `the plan ${plan} has no cluster ${named} with topics to load`,
      `name one of ${names}`,
    );
  return cluster;
}

/** What a proof of `cluster` is called: as the plan, with the cluster's name where the plan has several. */
export function provenName({ name, clusters }: Pick<Plan, "name" | "clusters">, cluster: PlannedCluster): string {
  return clusters.length > 1 ? `${name}/${cluster.name}` : name;
}

/** Planned rate of all topics of a cluster, messages/s. */
export function plannedRate({ topics }: Pick<PlannedCluster, "topics">): number {
  return topics.reduce((sum, topic) => sum + topic.messagesPerSecond, 0);
}

/**
 * Checks that as many brokers answer as the topics have replicas.
 * @throws Problem PLM-LOAD-007
 */
export function checkReplication(
  topics: readonly Pick<PlannedTopic, "name" | "replication">[],
  brokers: number,
  { bootstrap }: Access,
): void {
  for (const { name, replication } of topics)
    if (replication > brokers)
      throw new Problem(
        "environment",
        "PLM-LOAD-007",
        `topic ${name} is planned with replication ${replication}, but ${brokers} brokers answer at ${bootstrap.join(",")}`,
        "start the missing brokers",
      );
}

/**
 * Checks that each topic is read: what nobody reads cannot be told to be lost.
 * @throws Problem PLM-LOAD-033
 */
export function checkReaders(topics: readonly Pick<PlannedTopic, "name" | "consumers">[]): void {
  const unread = topics.filter(({ consumers }) => consumers.length === 0).map(({ name }) => name);
  const [first, ...others] = unread;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  throw new Problem(
    "input",
    "PLM-LOAD-033",
    `no consumer group reads topic ${first}${more}: whether its messages were lost could not be told`,
    `give topics.${first} a consumer, for example \`consumers: [{ group: sink }]\``,
    others,
  );
}

/** Runs `body` with the topics of `loads`, made with their planned settings and removed after it; others stay as they are. */
export function withTopicsOf<T>(
  admin: KafkaAdmin,
  loads: readonly PlannedLoad[],
  log: ((line: string) => void) | undefined,
  body: () => Promise<T>,
): Promise<T> {
  const own = loads.filter(({ existing }) => existing === null);
  const made = own.map(({ topic, load }) => ({
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
