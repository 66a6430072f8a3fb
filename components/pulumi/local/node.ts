import * as pulumi from "@pulumi/pulumi";
import { localTokens } from "../../local/tokens.ts";
import type { InputsByKind, NodeKind, ResourceOf } from "../../resource.ts";

/** A process of a cluster on this machine, with the files it reads. */
export class Node<K extends NodeKind = NodeKind> extends pulumi.CustomResource {
  declare readonly pid: pulumi.Output<number>;
  readonly planned: InputsByKind[K];

  constructor({ kind, id, inputs }: ResourceOf<K>, options: pulumi.CustomResourceOptions) {
    super(localTokens[kind], id, { ...inputs, pid: undefined, startTime: undefined }, options);
    this.planned = inputs;
  }
}
