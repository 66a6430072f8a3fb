import type { ResourceKind } from "../resource.ts";

/** The Pulumi types of target `local`. A token is a resource's identity: changing one replaces what it names. */
export const localTokens = {
  claim: "plimsoll:local:Claim",
  user: "plimsoll:local:User",
  "zookeeper-node": "plimsoll:local:ZooKeeperNode",
  "kraft-controller": "plimsoll:local:KraftController",
  "kafka-broker": "plimsoll:local:KafkaBroker",
  "kafka-topic": "plimsoll:local:Topic",
} as const satisfies Record<ResourceKind | "claim" | "user", string>;
