import { type Basis, type Derived, derive, type Explained } from "../derivation.ts";
import type { Choice } from "../planned/cost.ts";
import type { Options } from "./choose.ts";
import { frontierOf } from "./compare.ts";

const search: Basis = { name: "cheapestThatHolds", source: "every offer of the catalogue, planned for the workload" };

const known = <Value extends number | null>(unit: string, formula: string, value: Value): Derived<Value> =>
  derive(unit, formula, search, { value }, () => value);

/** What was chosen and what else there was, as a part of the plan. */
export const choiceOf = (options: Extract<Options, { outcome: "carried" }>): Explained<Choice> => ({
  offer: options.cheapest.offer.name,
  considered: known("offers", "offers of the selection that have a price, or all where none has", options.considered),
  unpriced: known("offers", "offers of the selection without a price", options.unpriced),
  frontier: frontierOf(options.near).map(({ offer, clusters, brokers, perMonth, headroom }) => ({
    name: offer.name,
    clusters: known("clusters", "clusters that the workload takes on this offer", clusters),
    brokers: known("brokers", "brokers of all the clusters", brokers),
    perMonth: known("a month", "brokers x cost of one", perMonth),
    headroom: known(
      "fraction",
      "1 - utilisation / limit of the fullest resource that cannot be bought later",
      headroom,
    ),
  })),
});
