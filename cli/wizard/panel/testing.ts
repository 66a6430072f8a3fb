import { stripVTControlCharacters } from "node:util";
import { readSystem, systemFiles } from "../../../components/system.ts";
import { readYaml } from "../../../components/yaml-file.ts";
import { choosesFromCatalogue, type Plan, plan } from "../../../sizing/index.ts";
import type { PlanInput, Planned } from "../contract.ts";

/** What the tests of the panel show: plans of real systems, and one that does not fit. */

async function system(name: string): Promise<Planned> {
  const files = systemFiles(new URL(`../../../stacks/${name}`, import.meta.url).pathname, {});
  const { plan: made, ...input } = await readSystem(files);
  return {
    input,
    written: { workload: await readYaml(files.workload), inventory: await readYaml(files.inventory) },
    plan: made,
  };
}

export const claro = await system("claro");
export const keystone = await system("keystone");

const planned = (input: PlanInput, written: Planned["written"]): Planned => ({
  input,
  written,
  plan: plan(input.workload, input.inventory, input.market, input.calibration),
});

/** A system with other brokers, planned anew. */
export function withBrokers({ input, written }: Planned, count: number): Planned {
  const { inventory } = input;
  if (choosesFromCatalogue(inventory)) throw new Error("the brokers of this system are bought, not given");
  const brokers = { ...inventory.brokers, count };
  const file = written.inventory as { readonly brokers: object };
  return planned(
    { ...input, inventory: { ...inventory, brokers } },
    { ...written, inventory: { ...file, brokers: { ...file.brokers, count } } },
  );
}

/** A system whose rates are so many times as high, planned anew. */
export function withRates({ input, written }: Planned, times: number): Planned {
  const topics = input.workload.topics.map((topic) => ({
    ...topic,
    rate: { ...topic.rate, value: topic.rate.value * times } as typeof topic.rate,
  }));
  return planned({ ...input, workload: { ...input.workload, topics } }, written);
}

/** Four times the telco's rates on its five hosts. */
export const refused: Plan = withRates(claro, 4).plan;

/** Lines as a terminal shows them, without colours. */
export const shown = (lines: readonly string[]): string[] => lines.map(stripVTControlCharacters);
