import { calibrate } from "./calibration/apply.ts";
import type { Calibration } from "./calibration/calibration.ts";
import { costsAt, type Ends } from "./choice/ends.ts";
import type { Market } from "./choice/market.ts";
import { type Decision, ends, leastRegret } from "./choice/regret.ts";
import { type Basis, derive, type Explained } from "./derivation.ts";
import { choosesFromCatalogue, type Inventory } from "./inputs/inventory.ts";
import type { End } from "./inputs/ranges.ts";
import type { Workload } from "./inputs/workload.ts";
import type { Plan } from "./plan.ts";
import type { PlannedRanges } from "./planned/ranges.ts";
import { type Rules, resolveRules } from "./rules/overrides.ts";

const regretBasis: Basis = {
  name: "leastRegret",
  source: "Netflix's service-capacity-modeling (2024): least regret; weights of the three-point estimate",
};
const atEnd: Basis = { name: "ranges", source: "the workload with every range at that end, planned by itself" };

/** What to plan for where values are ranges: the workload at one end, and the offer that is regretted least. */
export interface Aim {
  readonly workload: Workload;
  readonly inventory: Inventory;
  readonly decision: Decision | null;
}

const endsOf = (workload: Workload, { low, high }: NonNullable<Workload["ranged"]>): Ends => ({
  low,
  likely: workload,
  high,
});

/** Fixed hosts are judged by the likely values; from a catalogue the choice of least regret is made. */
export function aimOf(
  workload: Workload,
  inventory: Inventory,
  market: Market | null,
  calibration: Calibration | null,
): Aim {
  const { ranged } = workload;
  if (ranged === null || market === null || !choosesFromCatalogue(inventory))
    return { workload, inventory, decision: null };
  const workloads = endsOf(workload, ranged);
  const rulesAt = (end: End): Rules => resolveRules(workloads[end].rules, calibrate(calibration));
  const rules = { low: rulesAt("low"), likely: rulesAt("likely"), high: rulesAt("high") };
  const costs = costsAt(workloads, inventory, market, rules);
  const decision = leastRegret(costs, rules.likely.lateGrowthPenalty.value);
  if (decision === null) return { workload, inventory, decision };
  const { offer, boughtFor } = decision;
  return { workload: workloads[boughtFor], inventory: { ...inventory, offers: [offer] }, decision };
}

/** What a plan says of its ranges: the workload at each end, planned by itself, and the regret of the choice. */
export function rangesOf(
  workload: Workload,
  ranged: NonNullable<Workload["ranged"]>,
  decision: Decision | null,
  planOf: (workload: Workload) => Pick<Plan, "verdict" | "totals" | "cost" | "refusals">,
): Explained<PlannedRanges> {
  const workloads = endsOf(workload, ranged);
  const scenarios = ends.map((name) => {
    const { verdict, totals, cost, refusals } = planOf(workloads[name]);
    const known = <Value extends number | null>(unit: string, formula: string, value: Value) =>
      derive(unit, formula, atEnd, { value }, () => value);
    return {
      name,
      verdict,
      refusal: refusals[0]?.code ?? "",
      brokers: known("brokers", "of all clusters; none where it is refused", totals.brokers),
      perMonth: known("a month", "of everything that has a price", cost?.perMonth ?? null),
      regret: derive(
        "a month",
        "what the choice costs when this end comes - what the best offer for it costs",
        regretBasis,
        { regret: decision?.regret[name] ?? null },
        ({ regret }) => regret,
      ),
    };
  });
  return { keys: [...ranged.ranges], plannedFor: decision?.boughtFor ?? "likely", scenarios };
}
