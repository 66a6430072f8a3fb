import type { PlannedCluster } from "../../sizing/planned/cluster.ts";

/** What a broker gets of its host. */
export interface BrokerSize {
  readonly heapBytes: number;
  readonly networkThreads: number;
  readonly ioThreads: number;
  /** Threads per source broker that copy from leaders. */
  readonly replicaFetchers: number;
  /** Threads per log directory that load logs at start and flush them at the end. */
  readonly recoveryThreadsPerDir: number;
}

/** Kafka's own defaults of num.network.threads and num.io.threads: never fewer on a planned host. */
const leastNetworkThreads = 3;
const leastIoThreads = 8;
/** Our assumption, not measured: one fetcher thread serves this many replicas of a broker without adding latency. */
const replicasPerFetcher = 100;
const mostReplicaFetchers = 8;
const mostRecoveryThreadsPerDir = 8;

/**
 * Derives what a planned broker gets: the heap is the plan's; request handlers as many as cores, network threads half
 * of that (they copy, handlers also wait for the disk), and one fetcher for each 100 replicas of a broker.
 * Where the inventory does not tell the cores, Kafka's own defaults stand.
 */
export function brokerSize(cluster: PlannedCluster): BrokerSize {
  const cores = brokerCores(cluster) ?? 0;
  return {
    heapBytes: cluster.perBroker.heapBytes,
    networkThreads: Math.max(leastNetworkThreads, Math.ceil(cores / 2)),
    ioThreads: Math.max(leastIoThreads, cores),
    replicaFetchers: clamp(Math.ceil(cluster.perBroker.replicas / replicasPerFetcher), 1, mostReplicaFetchers),
    recoveryThreadsPerDir: clamp(Math.floor(cores / cluster.logDirs), 1, mostRecoveryThreadsPerDir),
  };
}

/** The plan gives used cores and their share of the host; both together give the cores of the host. */
function brokerCores(cluster: PlannedCluster): number | null {
  const share = cluster.utilisation.normal.cpu;
  return share === null || share === 0 ? null : Math.round(cluster.perBroker.cpuCores / share);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
