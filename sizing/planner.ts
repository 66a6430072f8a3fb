import { type Explained, settle } from "./derivation.ts";
import type { Inventory } from "./inputs/inventory.ts";
import type { Workload } from "./inputs/workload.ts";
import { type Candidate, type Site, siteOf } from "./kafka/candidate.ts";
import { plannedCluster } from "./kafka/cluster.ts";
import { fixedBrokers, racksOf } from "./kafka/racks.ts";
import { capacityRefusals } from "./kafka/refusals.ts";
import { choose, fewestBrokers } from "./kafka/search.ts";
import { survivalRefusals } from "./kafka/survival.ts";
import { totalsOf } from "./kafka/totals.ts";
import { warningsOf } from "./kafka/warnings.ts";
import type { Plan, PlannedCluster, Refusal } from "./plan.ts";
import { listOverrides, resolveRules } from "./rules/overrides.ts";

interface Numbers {
  readonly clusters: PlannedCluster[];
  readonly totals: Plan["totals"];
}

type Outcome =
  | { readonly verdict: "planned"; readonly cluster: Explained<PlannedCluster>; readonly candidate: Candidate }
  | { readonly verdict: "refused"; readonly refusals: Refusal[] };

function judge(site: Site): Outcome {
  const fewest = fixedBrokers(site.inventory) ?? fewestBrokers(site);
  const lost = survivalRefusals(site, fewest, racksOf(site.inventory, fewest));
  if (lost.length > 0) return { verdict: "refused", refusals: lost };
  const choice = choose(site);
  const refusals = capacityRefusals(site, choice.candidate);
  if (refusals.length > 0) return { verdict: "refused", refusals };
  return { verdict: "planned", cluster: plannedCluster(site, choice), candidate: choice.candidate };
}

/**
 * Plans a Kafka cluster for the workload on the inventory's fixed hosts. Pure: the same input gives the same bytes.
 * A workload that does not fit gives a plan with the verdict `refused` and its refusals, never an exception.
 */
export function plan(workload: Workload, inventory: Inventory): Plan {
  const site = siteOf(workload, inventory, resolveRules(workload.rules));
  const outcome = judge(site);
  const planned = outcome.verdict === "planned" ? outcome : null;
  const tree: Explained<Numbers> = {
    clusters: planned === null ? [] : [planned.cluster],
    totals: totalsOf(site, planned?.candidate ?? null),
  };
  const { value, explanation } = settle<Numbers>(tree);
  return {
    schema: "plimsoll/plan@1",
    name: workload.name,
    verdict: outcome.verdict,
    ...value,
    cost: null,
    refusals: outcome.verdict === "refused" ? outcome.refusals : [],
    explanation,
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: planned === null ? [] : warningsOf(site, planned.candidate),
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}
