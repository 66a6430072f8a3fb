import type { Calibrated } from "../../sizing/calibration/calibration.ts";
import { rules } from "../../sizing/rules/limits.ts";
import { type Fit, fitCosts, type Observation, qualityOf } from "./fit.ts";

/**
 * Fits costs for a planner that keeps its default where a cost could not be told: the others are fitted to what those
 * defaults leave of the CPU time, and the quality is that of all costs with which the planner works then.
 * @throws RangeError as `fitCosts`
 */
export function fitForPlanner(observations: readonly Observation[]): Fit {
  let fit = fitCosts(observations);
  const untold = new Set<Calibrated>(fit.untold);
  while (fit.untold.length > 0 && fit.costs.length > 0) {
    const rest = observations.map((observation) => without(observation, untold));
    // Where the defaults are more than the whole, they are no help in telling the others.
    if (rest.some(({ cpuSeconds }) => cpuSeconds <= 0)) break;
    fit = fitCosts(rest);
    for (const cost of fit.untold) untold.add(cost);
  }
  const told = fit.costs.filter(({ cost }) => !untold.has(cost));
  const used = [...told, ...[...untold].map((cost) => ({ cost, value: rules[cost].value }))];
  const quality = qualityOf(
    observations,
    used.map(({ cost }) => cost),
    used.map(({ value }) => value),
  );
  return { costs: told, untold: [...untold], quality };
}

/** What the default costs of `known` leave of an observation. */
function without({ name, cpuSeconds, work }: Observation, known: ReadonlySet<Calibrated>): Observation {
  const taken = [...known].reduce((sum, cost) => sum + (work[cost] ?? 0) * rules[cost].value, 0);
  const rest = Object.entries(work).filter(([cost]) => !known.has(cost as Calibrated));
  return { name, cpuSeconds: cpuSeconds - taken, work: Object.fromEntries(rest) };
}
