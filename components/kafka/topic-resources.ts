import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { ResourceOf } from "../resource.ts";
import { topicSettings } from "./topic.ts";

/** The topics of a cluster, by name. Each needs every broker, since its replicas may be put on any of them. */
export function topicResources(
  name: string,
  { topics }: PlannedCluster,
  brokers: readonly ResourceOf<"kafka-broker">[],
): ResourceOf<"kafka-topic">[] {
  const bootstrap = brokers.map(({ inputs }) => `${inputs.host}:${inputs.port}`);
  return [...topics]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((topic) => ({
      kind: "kafka-topic" as const,
      id: `${name}/topic/${topic.name}`,
      dependsOn: brokers.map(({ id }) => id),
      inputs: {
        cluster: name,
        name: topic.name,
        bootstrap,
        partitions: topic.partitions,
        replication: topic.replication,
        config: topicSettings(topic),
      },
    }));
}
