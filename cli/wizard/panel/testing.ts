import { stripVTControlCharacters } from "node:util";
import { readSystem, systemFiles } from "../../../components/system.ts";
import { choosesFromCatalogue, type Inventory, type Plan, plan, type Workload } from "../../../sizing/index.ts";
import type { Planned } from "../contract.ts";

/** What the tests of the panel show: plans of real systems, and one that does not fit. */

const system = async (name: string): Promise<Planned> =>
  readSystem(systemFiles(new URL(`../../../stacks/${name}`, import.meta.url).pathname, {}));

export const claro = await system("claro");
export const keystone = await system("keystone");

/** A system with other brokers, planned anew. */
export function withBrokers(of: Planned, count: number): Planned {
  if (choosesFromCatalogue(of.inventory)) throw new Error("the brokers of this system are bought, not given");
  const inventory: Inventory = { ...of.inventory, brokers: { ...of.inventory.brokers, count } };
  return { ...of, inventory, plan: plan(of.workload, inventory, of.market, of.calibration) };
}

/** A system whose rates are so many times as high, planned anew. */
export function withRates(of: Planned, times: number): Planned {
  const topics = of.workload.topics.map((topic) => ({
    ...topic,
    rate: { ...topic.rate, value: topic.rate.value * times } as typeof topic.rate,
  }));
  const workload: Workload = { ...of.workload, topics };
  return { ...of, workload, plan: plan(workload, of.inventory, of.market, of.calibration) };
}

/** Four times the telco's rates on its five hosts. */
export const refused: Plan = withRates(claro, 4).plan;

/** Lines as a terminal shows them, without colours. */
export const shown = (lines: readonly string[]): string[] => lines.map(stripVTControlCharacters);
