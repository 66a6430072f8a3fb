import * as pulumi from "@pulumi/pulumi";
import { localTokens } from "../../local/tokens.ts";
import type { KafkaTopicInputs } from "../../resource.ts";
import type { KafkaCluster } from "./kafka-cluster.ts";

export interface TopicArgs extends Pick<KafkaTopicInputs, "partitions" | "replication" | "config"> {
  readonly cluster: KafkaCluster;
}

/** A topic of a cluster on this machine. Its settings change in place, its partitions only grow. */
export class Topic extends pulumi.CustomResource {
  /** @param topic the name that Kafka knows */
  constructor(topic: string, { cluster, ...wanted }: TopicArgs, options: pulumi.CustomResourceOptions = {}) {
    const inputs: KafkaTopicInputs = {
      ...wanted,
      cluster: cluster.clusterName,
      name: topic,
      bootstrap: cluster.addresses,
    };
    super(
      localTokens["kafka-topic"],
      `${cluster.clusterName}/topic/${topic}`,
      { ...inputs },
      {
        parent: cluster,
        // Each needs every broker, since its replicas may be put on any of them.
        dependsOn: [...cluster.brokers],
        // With the cluster its topics go by themselves.
        deletedWith: cluster.claim,
        ...options,
      },
    );
  }
}
