/** Of a replica what it stores, and what is appended to it and sent from it as a leader per second, in bytes. */
export interface ReplicaLoad {
  readonly stored: number;
  readonly written: number;
  readonly sent: number;
}

/** Replicas of a broker, none of which can be divided between log directories. */
export interface WholeReplicas {
  /** The most that one has, where the partitions are planned: with a higher load they become more, not larger. */
  readonly planned: ReplicaLoad;
  /** The most that one has of topics whose partitions are fixed, */
  readonly fixed: ReplicaLoad;
  /** and how many such replicas and leaders the busiest broker has. */
  readonly fixedReplicas: number;
  readonly fixedLeaders: number;
}

/** The largest replicas of topics, taken together one by one. */
export class LargestReplica {
  stored = 0;
  written = 0;
  sent = 0;

  add({ stored, written, sent }: ReplicaLoad): void {
    this.stored = Math.max(this.stored, stored);
    this.written = Math.max(this.written, written);
    this.sent = Math.max(this.sent, sent);
  }
}
