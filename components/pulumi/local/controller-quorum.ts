import * as pulumi from "@pulumi/pulumi";
import type { ResourceOf } from "../../resource.ts";
import { after } from "./after.ts";
import { Node } from "./node.ts";

export interface ControllerQuorumArgs {
  readonly nodes: readonly ResourceOf<"kraft-controller">[];
}

/** The dedicated KRaft controllers of one Kafka cluster, on this machine. */
export class ControllerQuorum extends pulumi.ComponentResource {
  /** The controllers as `id@host:port`, separated by commas. */
  readonly voters: pulumi.Output<string>;
  readonly nodes: readonly Node[];

  constructor(name: string, { nodes }: ControllerQuorumArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("plimsoll:local:ControllerQuorum", name, {}, options);
    const { dependsOn = [] } = options;
    this.nodes = nodes.map((node) => new Node(node, { parent: this, dependsOn }));
    this.voters = after(this.nodes, nodes[0]?.inputs.voters ?? "");
    this.registerOutputs({ voters: this.voters });
  }
}
