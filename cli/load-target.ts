import { planFor, readSystem, type System, systemFiles } from "../components/system.ts";
import type { Access } from "../loadgen/access.ts";
import type { Written } from "../loadgen/records/planned.ts";
import type { Plan } from "../sizing/index.ts";
import { accessOf, type Where } from "./cluster-access.ts";
import type { Context } from "./context.ts";
import { printPlan } from "./print-plan.ts";

/** What a command loads. */
export interface LoadTarget {
  readonly plan: Plan;
  readonly access: Access;
  readonly written: Written;
}

/** The system in `dir`, if there is a plan for it; null where there is none, and then that is printed. */
export async function plannedSystem({ terminal }: Context, dir: string, asJson: boolean): Promise<System | null> {
  const system = await readSystem(systemFiles(dir, {}));
  if (system.plan.verdict !== "refused") return system;
  printPlan(terminal, system.plan, asJson ? "json" : "main");
  return null;
}

/**
 * The cluster that stands for the plan of `system`, which lies in `dir`, with the plan for where it keeps its metadata.
 * @throws Problem as `accessOf`
 */
export async function loadTarget(context: Context, system: System, dir: string, where: Where): Promise<LoadTarget> {
  const { access, metadata } = await accessOf(context, system.plan.name, dir, where);
  return { plan: planFor(system, metadata), access, written: { workload: system.workload, directory: dir } };
}
