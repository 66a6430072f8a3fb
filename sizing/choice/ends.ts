import type { CatalogueInventory } from "../inputs/inventory.ts";
import type { End } from "../inputs/ranges.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Options, optionsFor } from "./choose.ts";
import { priceOf } from "./compare.ts";
import type { Market } from "./market.ts";
import { type Costs, ends } from "./regret.ts";

export type Ends = Readonly<Record<End, Workload>>;

/**
 * What offers cost at all ends of the ranges: those that are near the cheapest at every end, and the cheapest at each.
 */
export function costsAt(
  workloads: Ends,
  inventory: CatalogueInventory,
  market: Market,
  rules: Readonly<Record<End, Rules>>,
): Costs[] {
  const at = (end: End, offers: CatalogueInventory["offers"]): Options =>
    optionsFor(workloads[end], { ...inventory, offers }, market, rules[end]);
  const found = ends.map((end) => ({ end, options: at(end, inventory.offers) }));
  const near = new Map(found.map(({ end, options }) => [end, pricesOf(options)]));
  const names = new Set(
    [...near.get("likely")!.keys()].filter((name) => ends.every((end) => near.get(end)!.has(name))),
  );
  for (const { options } of found) if (options.outcome === "carried") names.add(options.cheapest.offer.name);
  const cost = (end: End, name: string): number | null => {
    const known = near.get(end)!.get(name);
    if (known !== undefined) return known;
    const options = at(end, [name]);
    return options.outcome === "carried" ? priceOf(options.cheapest) : null;
  };
  return [...names].map((offer) => ({
    offer,
    at: { low: cost("low", offer), likely: cost("likely", offer), high: cost("high", offer) },
  }));
}

const pricesOf = (options: Options): ReadonlyMap<string, number> =>
  new Map(options.outcome === "carried" ? options.near.map((option) => [option.offer.name, priceOf(option)]) : []);
