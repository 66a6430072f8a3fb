import type { Consumer } from "../inputs/consumer.ts";
import type { Routing } from "../inputs/routing.ts";
import type { Workload } from "../inputs/workload.ts";
import type { ClusterRole } from "../planned/cluster.ts";
import { type AssignedTopic, type Assignment, wholly } from "./assignment.ts";

/** Clusters of one role, and what they have of the workload together. */
export interface Tier {
  readonly role: Exclude<ClusterRole, "standby">;
  readonly assignment: Assignment;
}

const job = (group: string): Consumer => ({ group, history: 0 });

/** On a fronting cluster a topic is read by routing jobs only: one for each sink, and one for the consumer clusters. */
function fronting(topic: AssignedTopic, { sinks, consumer }: Routing): AssignedTopic {
  const toConsumers = consumer !== undefined && topic.consumers.length > 0 ? ["to-consumer-clusters"] : [];
  return { ...topic, consumers: [...sinks.map((sink) => `to-${sink}`), ...toConsumers].map(job) };
}

/** On a consumer cluster a topic has the part that is routed on, kept as the routing says, read by its own groups. */
const consuming = (topic: AssignedTopic, to: NonNullable<Routing["consumer"]>): AssignedTopic => ({
  ...topic,
  share: topic.share * to.share,
  retention: to.retention,
  replication: to.replication,
  minInsync: to.minInsync,
  // Routing jobs write there, and wait.
  dropAfter: undefined,
});

/** The tiers of a workload: one, or with routing the fronting clusters and the consumer clusters behind them. */
export function tiersOf(workload: Workload): Tier[] {
  const all = wholly(workload);
  const { routing } = workload;
  if (routing === undefined) return [{ role: "main", assignment: all }];
  const front = { ...all, topics: all.topics.map((topic) => fronting(topic, routing)) };
  const { consumer } = routing;
  if (consumer === undefined) return [{ role: "fronting", assignment: front }];
  const read = all.topics.filter(({ consumers }) => consumers.length > 0).map((topic) => consuming(topic, consumer));
  const tiers: Tier[] = [
    { role: "fronting", assignment: front },
    { role: "consumer", assignment: { ...all, topics: read } },
  ];
  return tiers.filter(({ assignment }) => assignment.topics.length > 0);
}
