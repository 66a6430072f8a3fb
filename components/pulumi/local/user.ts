import * as pulumi from "@pulumi/pulumi";
import { localTokens } from "../../local/tokens.ts";
import type { KafkaUserInputs } from "../../resource.ts";
import type { KafkaCluster } from "./kafka-cluster.ts";

export interface UserArgs extends Pick<KafkaUserInputs, "produce" | "consume"> {
  /** One that was made with `users: true`. */
  readonly cluster: KafkaCluster;
  readonly password: pulumi.Input<string>;
}

/** A user of a cluster on this machine, who logs in with SCRAM-SHA-512 at the addresses `bootstrapForUsers`. */
export class User extends pulumi.CustomResource {
  /** As Kafka names who has logged in, such as `User:sensor`. */
  declare readonly principal: pulumi.Output<string>;

  /** @param user the name that Kafka knows */
  constructor(user: string, { cluster, ...wanted }: UserArgs, options: pulumi.CustomResourceOptions = {}) {
    super(
      localTokens.user,
      `${cluster.clusterName}/user/${user}`,
      {
        ...wanted,
        password: pulumi.secret(wanted.password),
        cluster: cluster.clusterName,
        name: user,
        bootstrap: cluster.addresses,
        principal: undefined,
      },
      {
        parent: cluster,
        dependsOn: [...cluster.brokers],
        // With the cluster its users go by themselves.
        deletedWith: cluster.claim,
        ...options,
      },
    );
  }
}
