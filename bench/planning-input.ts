import { readMarket } from "../components/market.ts";
import type { System, SystemFiles } from "../components/system.ts";
import { readYaml } from "../components/yaml-file.ts";
import { parseInventory, parseWorkload } from "../sizing/index.ts";

/** What the planner is called with. */
export type PlanningInput = Pick<System, "workload" | "inventory" | "market">;

/** Reads and checks a system without planning it, so that the first call of the planner can be measured. */
export async function planningInput(files: SystemFiles): Promise<PlanningInput> {
  const workload = parseWorkload(await readYaml(files.workload), files.workload);
  const inventory = parseInventory(await readYaml(files.inventory), files.inventory);
  return { workload, inventory, market: await readMarket(inventory, files.inventory) };
}
