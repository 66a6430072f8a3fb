import type { ClusterRole } from "../planned/cluster.ts";
import type { Site } from "./candidate.ts";
import type { Choice } from "./search.ts";

/** A cluster that holds: what it has on which hosts, and with how many brokers. */
export interface Holding {
  readonly site: Site;
  readonly choice: Choice;
}

/** A cluster of the plan: what it is for beside. */
export interface Cluster extends Holding {
  readonly name: string;
  readonly role: ClusterRole;
  /** The fronting cluster that a standby is for; null for other roles. */
  readonly standsFor: Cluster | null;
}
