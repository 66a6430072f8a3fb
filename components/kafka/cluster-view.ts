/** What one broker knows of its cluster. */
export interface ClusterView {
  readonly brokers: readonly number[];
  /** Null while the cluster has none. */
  readonly controller: number | null;
  /** The topics that were asked for. */
  readonly topics: readonly TopicView[];
}

export interface TopicView {
  readonly name: string;
  /** Empty while the broker has not heard of the topic. */
  readonly partitions: readonly PartitionView[];
}

export interface PartitionView {
  readonly id: number;
  /** Null while the partition has none. */
  readonly leader: number | null;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}
