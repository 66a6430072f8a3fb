import type { PlannedCluster } from "../../sizing/plan.ts";
import { Problem } from "../../sizing/problem.ts";
import { type BrokerSize, brokerSize } from "../kafka/sizes.ts";
import type { Machine } from "./machine.ts";

export interface LocalisedCluster {
  readonly broker: BrokerSize;
  readonly zooKeeperHeapBytes: number;
  /** Broker settings for a small machine, beside those that the plan gives. */
  readonly brokerOverrides: Readonly<Record<string, string>>;
  /** What differs from the plan and why, one sentence each. */
  readonly changes: readonly string[];
}

const mebibyte = 1_048_576;
/** Brokers together, ZooKeeper nodes together; the rest is page cache, the load generator and the system. */
const brokersShare = 0.25;
const zooKeepersShare = 0.03;
const leastBrokerHeap = 256 * mebibyte;
const leastZooKeeperHeap = 64 * mebibyte;
/** Resident memory of a broker and of a ZooKeeper node beyond the heap (code, class data, threads), measured on Java 17. */
const brokerBeyondHeap = 160 * mebibyte;
const zooKeeperBeyondHeap = 70 * mebibyte;

/**
 * Adapts memory and threads of a planned cluster to the one machine that runs all of it.
 * @param heapBytes heap of each broker if the caller knows better
 * @throws Problem PLM-MEMORY-101 if the nodes do not fit into three quarters of the memory
 */
export function localise(cluster: PlannedCluster, machine: Machine, heapBytes?: number): LocalisedCluster {
  const planned = brokerSize(cluster);
  const broker: BrokerSize = {
    heapBytes: heapBytes ?? share(planned.heapBytes, machine, brokersShare, cluster.brokers, leastBrokerHeap),
    networkThreads: Math.min(planned.networkThreads, Math.max(2, machine.cores)),
    ioThreads: Math.min(planned.ioThreads, Math.max(4, 2 * machine.cores)),
    replicaFetchers: Math.min(planned.replicaFetchers, Math.max(1, Math.floor(machine.cores / 2))),
    recoveryThreadsPerDir: Math.min(planned.recoveryThreadsPerDir, machine.cores),
  };
  const { nodes, heapBytes: plannedZooKeeperHeap } = cluster.metadata;
  const zooKeeperHeapBytes = share(plannedZooKeeperHeap, machine, zooKeepersShare, nodes, leastZooKeeperHeap);
  refuseIfTooLarge(cluster, machine, broker.heapBytes, zooKeeperHeapBytes);
  return {
    broker,
    zooKeeperHeapBytes,
    brokerOverrides,
    changes: [
      `All ${cluster.brokers + nodes} nodes listen on 127.0.0.1 and keep their data on one disk of this machine.`,
      ...heapChange("broker", planned.heapBytes, broker.heapBytes, machine),
      ...heapChange("ZooKeeper node", plannedZooKeeperHeap, zooKeeperHeapBytes, machine),
      ...threadChange(planned, broker, machine),
      "A broker compacts with a buffer of 8 MB instead of 134 MB, gives up moving its leaders away after one try when it stops, and does not publish the metrics of single partitions over JMX.",
    ],
  };
}

const brokerOverrides = {
  // The last brokers of a cluster that is taken down cannot move their leaders anywhere.
  "controlled.shutdown.max.retries": "1",
  "controlled.shutdown.retry.backoff.ms": "200",
  // By default half of a small heap, filled with zeros at the start.
  "log.cleaner.dedupe.buffer.size": "8388608",
  // Registering eleven beans for each replica takes a sixth of the time in which a topic is made.
  "metrics.jmx.exclude": "kafka\\.(cluster|log):.*",
};

function share(planned: number, machine: Machine, fraction: number, nodes: number, least: number): number {
  const part = (machine.memoryBytes * fraction) / nodes;
  return Math.floor(Math.max(Math.min(planned, part), least) / mebibyte) * mebibyte;
}

function refuseIfTooLarge(cluster: PlannedCluster, machine: Machine, brokerHeap: number, zooKeeperHeap: number): void {
  const needed =
    cluster.brokers * (brokerHeap + brokerBeyondHeap) + cluster.metadata.nodes * (zooKeeperHeap + zooKeeperBeyondHeap);
  const available = machine.memoryBytes * 0.75;
  if (needed <= available) return;
  throw new Problem(
    "environment",
    "PLM-MEMORY-101",
    `${cluster.brokers} brokers and ${cluster.metadata.nodes} ZooKeeper nodes need ${megabytes(needed)}, three quarters of this machine's memory are ${megabytes(available)}`,
    "Plan fewer brokers for the local target, or use a larger machine",
  );
}

function heapChange(node: string, planned: number, local: number, machine: Machine): string[] {
  if (local === planned) return [];
  return [
    `Heap of a ${node}: ${megabytes(local)} instead of ${megabytes(planned)}, as all share the ${megabytes(machine.memoryBytes)} of this machine.`,
  ];
}

function threadChange(planned: BrokerSize, local: BrokerSize, machine: Machine): string[] {
  const changed = (["networkThreads", "ioThreads", "replicaFetchers", "recoveryThreadsPerDir"] as const)
    .filter((name) => local[name] !== planned[name])
    .map((name) => `${threadNames[name]} ${local[name]} instead of ${planned[name]}`);
  return changed.length === 0
    ? []
    : [`Threads of a broker: ${changed.join(", ")}, as this machine has ${machine.cores} cores.`];
}

const threadNames = {
  networkThreads: "network",
  ioThreads: "I/O",
  replicaFetchers: "replica fetchers",
  recoveryThreadsPerDir: "recovery",
} as const;

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString("en-GB")} MB`;
}
