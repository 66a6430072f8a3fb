import type { Plan } from "../../sizing/plan.ts";
import { resourceNames, type Utilisation } from "../../sizing/planned/resource.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { localModeOf } from "../kafka/version.ts";

export interface SmallCluster {
  readonly name: string;
  readonly kafka: string;
  readonly brokers: number;
  /** ZooKeeper nodes, or controllers where that version of Kafka has no ZooKeeper. */
  readonly metadataNodes: number;
  readonly topics: readonly PlannedTopic[];
}

const gibibyte = 1_073_741_824;

/** A plan for a cluster that no workload was planned for, such as one broker alone: nothing about its load is known. */
export function smallPlan(wanted: SmallCluster): Pick<Plan, "name" | "clusters"> {
  const unchecked = Object.fromEntries(resourceNames.map((name) => [name, null])) as Utilisation;
  const partitions = wanted.topics.reduce((sum, topic) => sum + topic.partitions, 0);
  const replicas = wanted.topics.reduce((sum, topic) => sum + topic.partitions * topic.replication, 0);
  return {
    name: wanted.name,
    clusters: [
      {
        name: "main",
        role: "main",
        kafka: wanted.kafka,
        brokers: wanted.brokers,
        growsTo: null,
        racks: ["local"],
        host: {
          offer: "inventory",
          cores: 1,
          memoryBytes: gibibyte,
          networkBytesPerSecond: 1e9,
          disks: [],
        },
        logDirs: 1,
        metadata: {
          mode: localModeOf(wanted.kafka),
          nodes: wanted.metadataNodes,
          heapBytes: gibibyte,
          diskBytes: gibibyte,
          failoverSeconds: 18,
        },
        topics: [...wanted.topics],
        partitions,
        replicas,
        perBroker: {
          networkInBytesPerSecond: 0,
          networkOutBytesPerSecond: 0,
          diskWriteBytesPerSecond: 0,
          diskReadBytesPerSecond: 0,
          diskUsedBytes: 0,
          cpuCores: 0,
          heapBytes: gibibyte,
          pageCacheBytes: 0,
          pageCacheReachSeconds: 30,
          partitions: partitions / wanted.brokers,
          replicas: replicas / wanted.brokers,
        },
        utilisation: { normal: unchecked, degraded: unchecked },
        bottleneck: { resource: "cpu", utilisation: 0, state: "normal" },
      },
    ],
  };
}
