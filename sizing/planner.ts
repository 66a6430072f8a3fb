import { calibrate, calibrationOf } from "./calibration/apply.ts";
import type { Calibration } from "./calibration/calibration.ts";
import { costOfChoice } from "./choice/cost.ts";
import type { Market } from "./choice/market.ts";
import { choiceOf } from "./choice/view.ts";
import { type Explained, settle } from "./derivation.ts";
import { growthOf } from "./growth/crossing.ts";
import type { Inventory } from "./inputs/inventory.ts";
import type { Workload } from "./inputs/workload.ts";
import { type Judgement, judgeSystem } from "./judgement.ts";
import { wholly } from "./kafka/assignment.ts";
import { plannedCluster } from "./kafka/cluster.ts";
import { type Demand, demandsOf } from "./kafka/demand.ts";
import { topicFacts } from "./kafka/facts.ts";
import { neededBy } from "./kafka/needed.ts";
import { totalsOf } from "./kafka/totals.ts";
import { warningsOf } from "./kafka/warnings.ts";
import type { Plan } from "./plan.ts";
import type { Choice, Cost } from "./planned/cost.ts";
import type { PlannedGrowth } from "./planned/growth.ts";
import type { PlannedRanges } from "./planned/ranges.ts";
import { aimOf, rangesOf } from "./ranges.ts";
import { listOverrides, type Rules, resolveRules } from "./rules/overrides.ts";
import { planServices, type ServicesPlan } from "./services/plan.ts";

/** What is explained; the last three only where something was bought, or grows. */
type Numbers = Pick<Plan, "clusters" | "totals" | "services"> & {
  readonly cost?: Cost;
  readonly choice?: Choice;
  readonly growth?: PlannedGrowth;
};

type Planned = Extract<Judgement, { verdict: "planned" }>;

function servicesOf(
  { services }: Workload,
  inventory: Inventory,
  judgement: Judgement,
  demands: readonly Demand[],
  rules: Rules,
): ServicesPlan {
  if (judgement.verdict === "refused") return { services: [], refusals: [], warnings: [] };
  const topics = topicFacts(demands, judgement.clusters);
  return planServices({ services, hosts: inventory.services, topics, rules });
}

/** What was bought, if anything was: its cost and its choice. */
function purchaseOf({ purchase }: Planned, rules: Rules): Pick<Explained<Numbers>, "cost" | "choice"> {
  if (purchase === null) return {};
  const { inventory, market, options } = purchase;
  const cost = costOfChoice(options.cheapest, inventory, market, rules);
  return { ...(cost === null ? {} : { cost }), choice: choiceOf(options) };
}

/** The reasons for what a refusal says is needed, such as `refusals.PLM-DISK-001.needed`; none where it is planned. */
function reasonsOf(judged: Judgement): Plan["explanation"] {
  if (judged.verdict === "planned") return {};
  return settle<{ refusals: Record<string, { needed: number }> }>({
    refusals: neededBy(judged.site, judged.brokers.value, judged.refusals),
  }).explanation;
}

/** The plan of a workload whose values are all told. */
function planOf(
  workload: Workload,
  inventory: Inventory,
  market: Market | null,
  calibration: Calibration | null,
): Omit<Plan, "ranges"> {
  const rules = resolveRules(workload.rules, calibrate(calibration));
  const judged = judgeSystem(workload, inventory, market, rules);
  const demands = demandsOf(wholly(workload), rules);
  const services = servicesOf(workload, inventory, judged, demands, rules);
  const refusals = judged.verdict === "refused" ? judged.refusals : services.refusals;
  const planned = judged.verdict === "planned" && refusals.length === 0 ? judged : null;
  const clusters = planned?.clusters ?? [];
  const tree: Explained<Numbers> = {
    clusters: clusters.map((cluster) => plannedCluster(cluster, planned!.host)),
    totals: totalsOf(demands, clusters),
    services: planned === null ? [] : services.services,
    ...(planned === null ? {} : purchaseOf(planned, rules)),
    ...(planned === null || workload.growth === undefined ? {} : { growth: growthOf(clusters, workload.growth) }),
  };
  const settled = settle<Numbers>(tree);
  const { cost = null, choice = null, growth = null, ...numbers } = settled.value;
  const explanation = { ...reasonsOf(judged), ...settled.explanation };
  return {
    schema: "plimsoll/plan@1",
    name: workload.name,
    verdict: planned === null ? "refused" : "planned",
    ...numbers,
    cost,
    choice,
    growth,
    refusals: [...refusals],
    explanation,
    calibration: calibration === null ? null : calibrationOf(calibration),
    overrides: listOverrides(workload.rules),
    assumed: [...workload.assumed],
    warnings: planned === null ? [] : [...warningsOf(clusters), ...services.warnings],
    sources: [...new Set(Object.values(explanation).map((reason) => reason.source))],
  };
}

/**
 * Plans a workload on an inventory: the Kafka clusters, what stands around them, and what it costs. An inventory that
 * names a catalogue needs the market; a calibration replaces the default costs of a broker's work. Where values of the
 * workload are ranges, the plan is for the likely ones, or from a catalogue for what is regretted least. Pure: the same
 * input gives the same bytes. A workload that does not fit gives a plan with the verdict `refused` and its refusals,
 * never an exception.
 * Throws a Problem PLM-CATALOGUE-002, -003 or -004 for a catalogue that has nothing of what the inventory selects.
 */
export function plan(
  workload: Workload,
  inventory: Inventory,
  market: Market | null = null,
  calibration: Calibration | null = null,
): Plan {
  const { ranged } = workload;
  if (ranged === null) return { ...planOf(workload, inventory, market, calibration), ranges: null };
  const aim = aimOf(workload, inventory, market, calibration);
  const planned = planOf(aim.workload, aim.inventory, market, calibration);
  const { value, explanation } = settle<{ ranges: PlannedRanges }>({
    ranges: rangesOf(workload, ranged, aim.decision, (at) => planOf(at, inventory, market, calibration)),
  });
  return { ...planned, ...value, explanation: { ...planned.explanation, ...explanation } };
}
