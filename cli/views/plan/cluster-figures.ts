import { amount, some } from "../../../loadgen/report/plan-figures.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";

/** Brokers with the racks that they stand in. */
export const brokersFigure = ({ brokers, racks }: PlannedCluster): string =>
  `${amount(brokers)} in ${some(racks.length, "rack")}`;

/** How many nodes keep the metadata, and of which kind. */
export const metadataFigure = ({ metadata: { mode, nodes } }: PlannedCluster): string =>
  `${nodes} ${mode === "zookeeper" ? "ZooKeeper nodes" : "KRaft controllers"}`;
