import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { Problem } from "../../sizing/problem.ts";
import { type BrokerSize, brokerSize } from "../kafka/sizes.ts";
import type { Machine } from "./machine.ts";

export interface LocalisedCluster {
  readonly broker: BrokerSize;
  /** Heap of a ZooKeeper node or of a controller. */
  readonly metadataHeapBytes: number;
  /** Broker settings for a small machine, beside those that the plan gives. */
  readonly brokerOverrides: Readonly<Record<string, string>>;
  /** What differs from the plan and why, one sentence each. */
  readonly changes: readonly string[];
}

const mebibyte = 1_048_576;
/**
 * What one node may have of the machine's memory. Never by the number of nodes: another broker would change the heap of
 * all others, and so restart them. What is left is page cache, the load generator and the system.
 */
const brokerShare = { fraction: 1 / 32, least: 256 * mebibyte };
const metadataShare = { fraction: 1 / 256, least: 64 * mebibyte };
/** Resident memory beyond the heap (code, class data, threads), measured on Java 17. */
const beyondHeap = { broker: 160 * mebibyte, zookeeper: 70 * mebibyte, kraft: 120 * mebibyte };
const nodeWords = { zookeeper: "ZooKeeper node", kraft: "controller" } as const;

/**
 * Adapts memory and threads of a planned cluster to the one machine that runs all of it.
 * @param heapBytes heap of each broker if the caller knows better
 * @throws Problem PLM-MEMORY-101 if the nodes do not fit into three quarters of the memory
 */
export function localise(cluster: PlannedCluster, machine: Machine, heapBytes?: number): LocalisedCluster {
  const planned = brokerSize(cluster);
  const broker: BrokerSize = {
    heapBytes: heapBytes ?? heapOf(planned.heapBytes, machine, brokerShare),
    networkThreads: Math.min(planned.networkThreads, Math.max(2, machine.cores)),
    ioThreads: Math.min(planned.ioThreads, Math.max(4, 2 * machine.cores)),
    replicaFetchers: Math.min(planned.replicaFetchers, Math.max(1, Math.floor(machine.cores / 2))),
    recoveryThreadsPerDir: Math.min(planned.recoveryThreadsPerDir, machine.cores),
  };
  const { mode, nodes, heapBytes: plannedMetadataHeap } = cluster.metadata;
  const metadataHeapBytes = heapOf(plannedMetadataHeap, machine, metadataShare);
  refuseIfTooLarge(cluster, machine, broker.heapBytes, metadataHeapBytes);
  return {
    broker,
    metadataHeapBytes,
    brokerOverrides: { ...brokerOverrides, ...brokerOverridesOf[mode] },
    changes: [
      `All ${cluster.brokers + nodes} nodes listen on 127.0.0.1 and keep their data on one disk of this machine.`,
      ...heapChange("broker", planned.heapBytes, broker.heapBytes, machine),
      ...heapChange(nodeWords[mode], plannedMetadataHeap, metadataHeapBytes, machine),
      ...threadChange(planned, broker, machine),
      "A broker compacts with a buffer of 8 MB instead of 134 MB, and does not publish the metrics of single partitions over JMX.",
      ...(mode === "zookeeper" ? ["A broker gives up moving its leaders away after one try when it stops."] : []),
    ],
  };
}

const brokerOverrides = {
  // By default half of a small heap, filled with zeros at the start.
  "log.cleaner.dedupe.buffer.size": "8388608",
  // Registering eleven beans for each replica takes a sixth of the time in which a topic is made.
  "metrics.jmx.exclude": "kafka\\.(cluster|log):.*",
};

const brokerOverridesOf = {
  // The last brokers of a cluster that is taken down cannot move their leaders anywhere. Controllers see that by
  // themselves.
  zookeeper: { "controlled.shutdown.max.retries": "1", "controlled.shutdown.retry.backoff.ms": "200" },
  kraft: {},
};

function heapOf(planned: number, machine: Machine, share: { fraction: number; least: number }): number {
  const heap = Math.min(planned, Math.max(share.least, machine.memoryBytes * share.fraction));
  return Math.floor(heap / mebibyte) * mebibyte;
}

function refuseIfTooLarge(cluster: PlannedCluster, machine: Machine, brokerHeap: number, metadataHeap: number): void {
  const { mode, nodes } = cluster.metadata;
  const needed = cluster.brokers * (brokerHeap + beyondHeap.broker) + nodes * (metadataHeap + beyondHeap[mode]);
  const available = machine.memoryBytes * 0.75;
  if (needed <= available) return;
  throw new Problem(
    "environment",
    "PLM-MEMORY-101",
    `${cluster.brokers} brokers and ${nodes} ${nodeWords[mode]}s need ${megabytes(needed)}, three quarters of this machine's memory are ${megabytes(available)}`,
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
