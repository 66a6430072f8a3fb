import type { Plan } from "../sizing/plan.ts";
import { json } from "./report-files.ts";
import type { Terminal } from "./terminal.ts";
import { type PlanViewOptions, renderPlan } from "./views/plan.ts";

/** Prints a plan as the result of a command. */
export function printPlan(terminal: Terminal, plan: Plan, form: PlanViewOptions["why"] | "json"): void {
  terminal.out.write(form === "json" ? json(plan) : renderPlan(plan, { paint: terminal.paintOut, why: form }));
}
