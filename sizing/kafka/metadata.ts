import { derive, type Explained } from "../derivation.ts";
import type { PlannedCluster } from "../planned/cluster.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Rule } from "../rules/rule.ts";
import type { Site } from "./candidate.ts";
import { lostRacks } from "./racks.ts";

/** The rules of one mode. */
interface Mode {
  readonly heap: Rule;
  readonly session: Rule;
  readonly perPartition: Rule;
}

const modeOf = (mode: Site["workload"]["metadata"], rules: Rules): Mode =>
  mode === "zookeeper"
    ? {
        heap: rules.zookeeperHeapBytes,
        session: rules.zookeeperSessionTimeout,
        perPartition: rules.zookeeperFailoverPerPartition,
      }
    : {
        heap: rules.controllerHeapBytes,
        session: rules.controllerSessionTimeout,
        perPartition: rules.controllerFailoverPerPartition,
      };

/** Nodes of the ensemble or quorum: it keeps a majority through the loss of as many of them as brokers or racks. */
export function metadataNodes({ workload, rules }: Site) {
  const { lose } = workload.objectives;
  const lost = Math.max(lose.brokers ?? 0, lostRacks(lose));
  const rule = lost >= 2 ? rules.metadataNodesForTwoLost : rules.metadataNodes;
  return derive(
    "nodes",
    "by the nodes that may be lost: 3 for one, 5 for two",
    rule,
    { lost, nodes: rule.value },
    (given) => given.nodes,
  );
}

/** The ensemble or quorum of a cluster with so many partitions. */
export function metadataOf(site: Site, partitions: number): Explained<PlannedCluster["metadata"]> {
  const { workload, rules } = site;
  const { heap, session, perPartition } = modeOf(workload.metadata, rules);
  return {
    mode: workload.metadata,
    nodes: metadataNodes(site),
    heapBytes: derive("B", "heap of a node", heap, { heapBytes: heap.value }, (given) => given.heapBytes),
    diskBytes: derive(
      "B",
      "disk of a node for its log and snapshots",
      rules.metadataDiskBytes,
      { diskBytes: rules.metadataDiskBytes.value },
      (given) => given.diskBytes,
    ),
    failoverSeconds: derive(
      "s",
      "time until a lost broker is noticed + partitions x time that a new controller takes for each",
      perPartition,
      { sessionTimeoutSeconds: session.value, partitions, secondsPerPartition: perPartition.value },
      (given) => given.sessionTimeoutSeconds + given.partitions * given.secondsPerPartition,
    ),
  };
}
