import * as pulumi from "@pulumi/pulumi";
import type { ClaimInputs } from "../../local/claim.ts";
import { localTokens } from "../../local/tokens.ts";

/** The name of a cluster on this machine, taken for this stack. What is left of the cluster goes with it. */
export class Claim extends pulumi.CustomResource {
  /** Absolute path below which the cluster's nodes lie. */
  declare readonly directory: pulumi.Output<string>;

  constructor(inputs: ClaimInputs, options: pulumi.CustomResourceOptions) {
    super(localTokens.claim, inputs.cluster, { ...inputs, directory: undefined }, options);
  }
}
