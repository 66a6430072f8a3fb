import { type Calibration, type Market, type Plan, Problem } from "../../../sizing/index.ts";
import type { Fault, Planned, PlanView } from "../contract.ts";

/** The last plan, and how it stands to what is typed. */
export interface Planning {
  readonly planned: Planned | null;
  readonly view: PlanView;
}

/** What a plan needs beside the draft. */
export interface Surroundings {
  readonly calibration: Calibration | null;
  readonly market: Market | null;
}

export const noPlan: Planning = { planned: null, view: { state: "none", faults: [] } };

/** A fault away from its field, with the key that it is at. */
const keyed = ({ id, text }: Fault): Fault => ({ id, text: `${id.slice(id.indexOf(":") + 1)} ${text}`.trimStart() });

/** A plan that is not of what is typed now: because of faults, or until the next one is there. */
export function outdated({ planned }: Planning, unkeyed: readonly Fault[]): Planning {
  const faults = unkeyed.map(keyed);
  const view: PlanView = planned === null ? { state: "none", faults } : { state: "stale", plan: planned.plan, faults };
  return { planned, view };
}

/** A problem with what stands beside the draft, as a fault of the inventory that names it. */
const surroundingFault = ({ message, remedy }: Problem): Fault => ({
  id: "inventory:",
  text: `${message}; ${remedy}`,
});

/** The plan of what is typed, or the last one where there is a problem with it. */
export const planningOf = (before: Planning, of: Omit<Planned, "plan">, made: Plan | Problem): Planning =>
  made instanceof Problem
    ? withProblem(before, made)
    : { planned: { ...of, plan: made }, view: { state: "current", plan: made } };

/** The last plan, with a problem that keeps the next one from being. */
export const withProblem = (before: Planning, problem: Problem): Planning =>
  outdated(before, [surroundingFault(problem)]);
