import { calibrate } from "../calibration/apply.ts";
import type { Calibration } from "../calibration/calibration.ts";
import type { Market } from "../choice/market.ts";
import { settle } from "../derivation.ts";
import type { Inventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import { type Judgement, judgeSystem } from "../judgement.ts";
import { wholly } from "../kafka/assignment.ts";
import { demandsOf } from "../kafka/demand.ts";
import { tolerance } from "../kafka/largest.ts";
import { warningsOf } from "../kafka/warnings.ts";
import { listOverrides, resolveRules } from "../rules/overrides.ts";
import type { Capacity, Step } from "./capacity.ts";
import { stepsOf } from "./step.ts";
import type { Subject } from "./subject.ts";

/** The clusters that carry load; of a refused workload the one that does not hold. */
function subjectsOf(judgement: Judgement): Subject[] {
  if (judgement.verdict === "refused")
    return [{ name: "main", site: judgement.site, brokers: judgement.brokers.value }];
  return judgement.clusters
    .filter(({ role }) => role !== "standby")
    .map(({ name, site, choice }) => ({ name, site, brokers: choice.candidate.brokers }));
}

/**
 * What the inventory carries, with the brokers that it has, or those that the plan chose, and with each of up to
 * `brokersMore` further ones in each cluster: the largest multiple of the workload's rates and the longest retention.
 * Pure, and at one with `plan`, which plans the workload made that much larger and refuses it a little beyond. A broker
 * more may carry less where it makes the racks that may be lost uneven.
 * @param onSearched told as it goes how many of how many searches are done
 */
export function capacity(
  workload: Workload,
  inventory: Inventory,
  brokersMore: number,
  market: Market | null = null,
  calibration: Calibration | null = null,
  onSearched: (done: number, of: number) => void = () => {},
): Capacity {
  const rules = resolveRules(workload.rules, calibrate(calibration));
  const judgement = judgeSystem(workload, inventory, market, rules);
  const subjects = { clusters: subjectsOf(judgement), demands: demandsOf(wholly(workload), rules) };
  const { value, explanation } = settle<{ steps: Step[] }>({ steps: stepsOf(subjects, brokersMore, onSearched) });
  return {
    schema: "plimsoll/capacity@1",
    name: workload.name,
    verdict: judgement.verdict,
    tolerance,
    ...value,
    explanation,
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: judgement.verdict === "planned" ? warningsOf(judgement.clusters) : [],
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}
