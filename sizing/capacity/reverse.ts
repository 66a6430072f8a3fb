import { settle } from "../derivation.ts";
import type { Inventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import { siteOf } from "../kafka/candidate.ts";
import { judge } from "../kafka/judge.ts";
import { tolerance } from "../kafka/largest.ts";
import { warningsOf } from "../kafka/warnings.ts";
import { listOverrides, resolveRules } from "../rules/overrides.ts";
import type { Capacity, Step } from "./capacity.ts";
import { stepsOf } from "./step.ts";

/**
 * What the inventory carries, with the brokers that it has, or those that the plan chose, and with each of up to
 * `brokersMore` further ones: the largest multiple of the workload's rates and the longest retention. Pure, and at one
 * with `plan`, which plans the workload made that much larger and refuses it a little beyond. A broker more may carry
 * less where the partitions of the cluster bind, or where it makes the racks that may be lost uneven, since partitions
 * are planned in multiples of the brokers.
 */
export function capacity(workload: Workload, inventory: Inventory, brokersMore: number): Capacity {
  const site = siteOf(workload, inventory, resolveRules(workload.rules));
  const judgement = judge(site);
  const { value, explanation } = settle<{ steps: Step[] }>({ steps: stepsOf(site, judgement.brokers, brokersMore) });
  return {
    schema: "plimsoll/capacity@1",
    name: workload.name,
    verdict: judgement.verdict,
    tolerance,
    ...value,
    explanation,
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: judgement.verdict === "planned" ? warningsOf(site, judgement.candidate) : [],
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}
