import * as pulumi from "@pulumi/pulumi";
import type { ResourceOf } from "../../resource.ts";
import { after } from "./after.ts";
import { Node } from "./node.ts";

export interface ZooKeeperEnsembleArgs {
  readonly nodes: readonly ResourceOf<"zookeeper-node">[];
}

/** The ZooKeeper nodes of one Kafka cluster, on this machine. */
export class ZooKeeperEnsemble extends pulumi.ComponentResource {
  /** The connection string of its clients. */
  readonly connect: pulumi.Output<string>;
  readonly nodes: readonly Node[];

  constructor(name: string, { nodes }: ZooKeeperEnsembleArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("plimsoll:local:ZooKeeperEnsemble", name, {}, options);
    const { dependsOn = [] } = options;
    this.nodes = nodes.map((node) => new Node(node, { parent: this, dependsOn }));
    this.connect = after(this.nodes, nodes.map(({ inputs }) => `${inputs.host}:${inputs.port}`).join(","));
    this.registerOutputs({ connect: this.connect });
  }
}
