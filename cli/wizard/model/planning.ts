import { type Calibration, type Market, Problem, plan } from "../../../sizing/index.ts";
import type { Fault, Planned, PlanView } from "../contract.ts";
import type { Checked } from "./check.ts";

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
export const surroundingFault = ({ message, remedy }: Problem): Fault => ({
  id: "inventory:",
  text: `${message}; ${remedy}`,
});

/** Plans what is typed, or keeps the last plan where that is not whole. */
export function planned(
  before: Planning,
  { workload, inventory, faults }: Checked,
  { market, calibration }: Surroundings,
): Planning {
  if (workload === null || inventory === null) return outdated(before, faults);
  try {
    const made = plan(workload, inventory, market, calibration);
    return {
      planned: { workload, inventory, market, calibration, plan: made },
      view: { state: "current", plan: made },
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return outdated(before, [surroundingFault(error)]);
  }
}
