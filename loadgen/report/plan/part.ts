import type { Plan } from "../../../sizing/plan.ts";
import type { Part } from "../model/report.ts";
import { clusterBlocks, clustersTable } from "./clusters.ts";
import { flowsOf } from "./flows.ts";
import { growthBlocks } from "./growth.ts";
import { noteBlocks } from "./notes.ts";
import { purchaseBlocks } from "./purchase.ts";
import { rangeBlocks } from "./ranges.ts";
import { reasonBlocks } from "./reasons.ts";
import { refusalTable } from "./refusals.ts";
import { serviceBlocks } from "./services.ts";

/** The plan: the way of the data, clusters with their use, growth, cost, services, what was assumed, and every reason. */
export function planParts(plan: Plan): Part[] {
  const { clusters } = plan;
  const part = (id: string, title: string, blocks: Part["blocks"]): Part[] =>
    blocks.length === 0 ? [] : [{ id, title, blocks }];
  return [
    ...part("refusals", "Why there is no plan", plan.refusals.length > 0 ? [refusalTable(plan.refusals)] : []),
    ...part("topology", "Topology", [...flowsOf(plan), ...(clusters.length > 1 ? [clustersTable(clusters)] : [])]),
    ...part("plan", clusters.length > 1 ? "Clusters" : "Cluster", clusterBlocks(plan)),
    ...part("growth", "Growth", growthBlocks(plan)),
    ...part("cost", "Cost", purchaseBlocks(plan)),
    ...part("ranges", "Ranges", rangeBlocks(plan)),
    ...part("services", "Services around Kafka", serviceBlocks(plan)),
    ...part("notes", "Assumptions and warnings", noteBlocks(plan)),
    ...part("reasons", "Reasons", reasonBlocks(plan)),
  ];
}
