/** Who made a cluster on this machine, written as the command that did it. */
export type Maker = "plimsoll up" | `pulumi up --stack ${string}`;

export const plimsollUp: Maker = "plimsoll up";

/** The maker of clusters of a Pulumi stack. */
export function pulumiUp(stack: string): Maker {
  return `pulumi up --stack ${stack}`;
}

/** The Pulumi stack that made the cluster; null if another tool did. */
export function stackOf(maker: Maker): string | null {
  return maker.match(/^pulumi up --stack (.+)$/)?.[1] ?? null;
}
