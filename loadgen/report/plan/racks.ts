import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { Racks } from "../model/racks.ts";

/** Where the brokers of a cluster stand: broker `i`, from 0, in rack `i` modulo the racks. */
export function racksOf({ name, racks, brokers, perBroker, metadata }: PlannedCluster): Racks {
  const all = Array.from({ length: brokers }, (_, at) => at);
  return {
    cluster: name,
    racks: racks.map((rack, at) => ({
      name: rack,
      brokers: all.filter((broker) => broker % racks.length === at).map((broker) => broker + 1),
    })),
    leadersPerBroker: perBroker.partitions,
    replicasPerBroker: perBroker.replicas,
    metadata: { name: metadataTitle(metadata.mode), nodes: metadata.nodes },
  };
}

/** What keeps a cluster's metadata. */
export const metadataTitle = (mode: PlannedCluster["metadata"]["mode"]): string =>
  mode === "zookeeper" ? "ZooKeeper nodes" : "KRaft controllers";
