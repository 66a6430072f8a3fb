import { type Explained, settle } from "./derivation.ts";
import type { Inventory } from "./inputs/inventory.ts";
import type { Workload } from "./inputs/workload.ts";
import { siteOf } from "./kafka/candidate.ts";
import { plannedCluster } from "./kafka/cluster.ts";
import { judge } from "./kafka/judge.ts";
import { totalsOf } from "./kafka/totals.ts";
import { warningsOf } from "./kafka/warnings.ts";
import type { Plan, PlannedCluster } from "./plan.ts";
import { listOverrides, resolveRules } from "./rules/overrides.ts";

interface Numbers {
  readonly clusters: PlannedCluster[];
  readonly totals: Plan["totals"];
}

/**
 * Plans a Kafka cluster for the workload on the inventory's fixed hosts. Pure: the same input gives the same bytes.
 * A workload that does not fit gives a plan with the verdict `refused` and its refusals, never an exception.
 */
export function plan(workload: Workload, inventory: Inventory): Plan {
  const site = siteOf(workload, inventory, resolveRules(workload.rules));
  const judgement = judge(site);
  const planned = judgement.verdict === "planned" ? judgement : null;
  const tree: Explained<Numbers> = {
    clusters: planned === null ? [] : [plannedCluster(site, planned)],
    totals: totalsOf(site, planned?.candidate ?? null),
  };
  const { value, explanation } = settle<Numbers>(tree);
  return {
    schema: "plimsoll/plan@1",
    name: workload.name,
    verdict: judgement.verdict,
    ...value,
    cost: null,
    refusals: judgement.verdict === "refused" ? judgement.refusals : [],
    explanation,
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: planned === null ? [] : warningsOf(site, planned.candidate),
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}
