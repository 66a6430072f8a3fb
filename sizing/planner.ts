import { type Explained, settle } from "./derivation.ts";
import type { Inventory } from "./inputs/inventory.ts";
import type { Workload } from "./inputs/workload.ts";
import { plannedCluster } from "./kafka/cluster.ts";
import { judgeHosts } from "./kafka/fleet.ts";
import { totalsOf } from "./kafka/totals.ts";
import { warningsOf } from "./kafka/warnings.ts";
import type { Plan, PlannedCluster } from "./plan.ts";
import { listOverrides, resolveRules } from "./rules/overrides.ts";

interface Numbers {
  readonly clusters: PlannedCluster[];
  readonly totals: Plan["totals"];
}

/**
 * Plans the Kafka clusters for the workload on the inventory's hosts. Pure: the same input gives the same bytes.
 * A workload that does not fit gives a plan with the verdict `refused` and its refusals, never an exception.
 */
export function plan(workload: Workload, inventory: Inventory): Plan {
  const rules = resolveRules(workload.rules);
  const judgement = judgeHosts(workload, inventory, rules);
  const clusters = judgement.verdict === "planned" ? judgement.clusters : [];
  const tree: Explained<Numbers> = {
    clusters: clusters.map(plannedCluster),
    totals: totalsOf(workload, clusters, rules),
  };
  const { value, explanation } = settle<Numbers>(tree);
  return {
    schema: "plimsoll/plan@1",
    name: workload.name,
    verdict: judgement.verdict,
    ...value,
    cost: null,
    refusals: judgement.verdict === "refused" ? [...judgement.refusals] : [],
    explanation,
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: warningsOf(clusters),
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}
