import type { Calibration } from "../calibration/calibration.ts";
import type { Market } from "../choice/market.ts";
import type { Inventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Plan } from "../plan.ts";
import { plan } from "../planner.ts";
import { changes } from "./change.ts";
import type { Outcome, WhatIf } from "./what-if.ts";

function outcomeOf({ verdict, refusals, clusters, totals, cost }: Plan): Outcome {
  const fullest = clusters
    .map(({ bottleneck }) => bottleneck)
    .reduce<Outcome["bottleneck"]>(
      (most, one) => (most === null || one.utilisation > most.utilisation ? one : most),
      null,
    );
  return {
    verdict,
    refusal: refusals[0]?.code ?? "",
    clusters: clusters.length,
    brokers: totals.brokers,
    perMonth: cost?.perMonth ?? null,
    bottleneck: fullest,
  };
}

/**
 * How a plan hangs on each input: the workload planned again with each change alone. Ranges are at their likely
 * values. Pure. Throws what `plan` throws.
 * @param onPlanned told after each plan how many of how many changes are worked out
 */
export function whatIf(
  workload: Workload,
  inventory: Inventory,
  market: Market | null = null,
  calibration: Calibration | null = null,
  onPlanned: (done: number, of: number) => void = () => {},
): WhatIf {
  const likely = { ...workload, ranged: null };
  const outcome = (changed: Workload) => outcomeOf(plan(changed, inventory, market, calibration));
  return {
    schema: "plimsoll/what-if@1",
    name: workload.name,
    now: outcome(likely),
    changes: changes.flatMap(({ input, change, of }, i) => {
      const changed = of(likely, inventory);
      if (changed === null) return [];
      const found = { input, change, outcome: outcome(changed) };
      onPlanned(i + 1, changes.length);
      return [found];
    }),
  };
}
