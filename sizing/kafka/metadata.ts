import { derive, type Explained } from "../derivation.ts";
import type { PlannedCluster } from "../plan.ts";
import type { Site } from "./candidate.ts";
import { lostRacks } from "./racks.ts";

/** The ensemble or quorum of a cluster: it must keep a majority through the loss of as many nodes as brokers or racks. */
export function metadataOf({ workload, rules }: Site): Explained<PlannedCluster["metadata"]> {
  const { lose } = workload.objectives;
  const lost = Math.max(lose.brokers ?? 0, lostRacks(lose));
  const rule = lost >= 2 ? rules.metadataNodesForTwoLost : rules.metadataNodes;
  const heap = workload.metadata === "zookeeper" ? rules.zookeeperHeapBytes : rules.controllerHeapBytes;
  return {
    mode: workload.metadata,
    nodes: derive(
      "nodes",
      "by the nodes that may be lost: 3 for one, 5 for two",
      rule,
      { lost, nodes: rule.value },
      (given) => given.nodes,
    ),
    heapBytes: derive("B", "heap of a node", heap, { heapBytes: heap.value }, (given) => given.heapBytes),
  };
}
