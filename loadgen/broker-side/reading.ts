/** What a broker tells of itself at a moment; null is what its source does not tell. */
export interface BrokerReading {
  /** CPU time since it started. */
  readonly cpuSeconds: number | null;
  /** Read from the disks since it started, so not found in the page cache, and handed to them. */
  readonly diskReadBytes: number | null;
  readonly diskWriteBytes: number | null;
  /** From producers and to consumers since it started, as the broker counts topics' bytes. */
  readonly networkInBytes: number | null;
  readonly networkOutBytes: number | null;
  /** How often a follower fell out of the replicas in sync since it started. */
  readonly isrShrinks: number | null;
  /** Partitions of the load that it leads. */
  readonly leaders: number | null;
  /** Of the partitions that it leads those that lack a replica in sync. */
  readonly underReplicatedPartitions: number | null;
  /** Requests that wait for a handler. */
  readonly requestQueue: number | null;
  /** Part of the request handlers' time that they had nothing to do in. */
  readonly requestHandlerIdle: number | null;
}

export const nothingTold: BrokerReading = {
  cpuSeconds: null,
  diskReadBytes: null,
  diskWriteBytes: null,
  networkInBytes: null,
  networkOutBytes: null,
  isrShrinks: null,
  leaders: null,
  underReplicatedPartitions: null,
  requestQueue: null,
  requestHandlerIdle: null,
};

/** A source of readings of one broker. */
export interface BrokerProbe {
  readonly broker: string;
  /** Null while the broker does not answer. */
  read(): Promise<BrokerReading | null>;
}
