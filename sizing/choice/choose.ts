import type { Offer } from "../catalogue/offer.ts";
import { offersOf } from "../catalogue/offers.ts";
import type { CatalogueInventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import { wholly } from "../kafka/assignment.ts";
import { examine, type Site } from "../kafka/candidate.ts";
import { demandsOf } from "../kafka/demand.ts";
import { Fleets } from "../kafka/fleet.ts";
import type { Rules } from "../rules/overrides.ts";
import { byPrice, priceOf } from "./compare.ts";
import { type Amplification, hostsOf, rulesFor } from "./host.ts";
import type { Market } from "./market.ts";
import { consider, type Option, type Place, type Purchase, purchaseOf } from "./option.ts";

/** An offer on which the workload does not fit. */
interface Refusing {
  readonly offer: Offer;
  readonly whole: Site;
  readonly failing: Site;
}

/** What a catalogue has for a workload. */
export type Options = {
  /** Offers that were considered. */
  readonly considered: number;
  /** Offers without a price. */
  readonly unpriced: number;
} & (
  | {
      readonly outcome: "carried";
      readonly cheapest: Purchase;
      /** All that cost little more than the cheapest, in the order in which they were tried. */
      readonly near: readonly Option[];
    }
  /** No offer carries it; `nearest` is the one that is least beyond its limits. */
  | { readonly outcome: "refused"; readonly nearest: Refusing }
);

function amplificationOf(workload: Workload, rules: Rules): Amplification {
  const sums = demandsOf(wholly(workload), rules).map(({ bytesPerSecond, topic }) => ({
    written: bytesPerSecond,
    replicated: bytesPerSecond * (topic.replication - 1),
    read: bytesPerSecond * topic.consumers.length,
  }));
  const sum = (of: (one: (typeof sums)[number]) => number) => sums.reduce((total, one) => total + of(one), 0);
  const [written, replicated, read] = [sum((one) => one.written), sum((one) => one.replicated), sum((one) => one.read)];
  return {
    in: (written + replicated) / written,
    out: read === 0 ? Number.POSITIVE_INFINITY : (read + replicated) / read,
  };
}

/** How far the fullest resource is beyond its limit in the largest cluster. */
const excess = ({ failing }: Refusing): number => examine(failing, failing.rules.maxBrokersPerCluster.value).fullness();

/** A month's cost that an offer has at least, or its cores where nothing has a price. */
function leastCost(offer: Offer, fleets: Fleets, { zones, amplification, metadata, rules }: Place): number {
  const least = fleets.least(hostsOf(offer, zones, amplification), rulesFor(offer, metadata, rules));
  if (offer.price === null) return least.brokers * offer.cores;
  const { host, storage } = offer.price;
  return least.brokers * host.perMonth + (least.bytes / gib) * (storage?.gibMonth ?? 0);
}

const gib = 1024 ** 3;

type Tried =
  | { readonly outcome: "carried"; readonly cheapest: Purchase; readonly near: readonly Option[] }
  | { readonly outcome: "refused"; readonly nearest: Refusing };

/**
 * Tries offers, those first that may be the cheapest, and leaves out those that cannot come near the cheapest so far:
 * what is told of a catalogue costs at most so many times that.
 */
function tryAll(offers: readonly Offer[], fleets: Fleets, place: Place): Tried {
  const byLeast = offers
    .map((offer) => ({ offer, least: leastCost(offer, fleets, place) }))
    .sort((a, b) => a.least - b.least);
  const options: Option[] = [];
  const refusing: Refusing[] = [];
  let cheapest: Purchase | null = null;
  const near = (price: number): boolean =>
    cheapest === null || price <= priceOf(cheapest) * place.rules.frontierCost.value;
  for (const { offer, least } of byLeast) {
    if (!near(least)) continue;
    const one = consider(offer, fleets, place);
    if (one.outcome === "none") {
      // Kept only as long as it may have to say why nothing holds: a search over a whole catalogue has many.
      if (cheapest === null && one.refused !== null) refusing.push({ offer, ...one.refused });
      continue;
    }
    if (!near(priceOf(one.tender))) continue;
    const purchase = purchaseOf(one.tender, place);
    const { bought: _, ...option } = purchase;
    options.push(option);
    if (cheapest === null || byPrice(purchase, cheapest) < 0) cheapest = purchase;
  }
  if (cheapest !== null) return { outcome: "carried", cheapest, near: options.filter((one) => near(priceOf(one))) };
  const [nearest] = refusing.map((one) => ({ one, excess: excess(one) })).sort((a, b) => a.excess - b.excess);
  return { outcome: "refused", nearest: nearest!.one };
}

/** Every offer of the inventory's selection, tried for the workload. */
export function optionsFor(workload: Workload, inventory: CatalogueInventory, market: Market, rules: Rules): Options {
  const { term, offers: patterns, storage, zones } = inventory;
  const selection = { term, patterns, storage, generation: "current" } as const;
  const selected = offersOf(market.catalogue, market.prices, selection, rules);
  const priced = selected.filter(({ price }) => price !== null);
  // Where nothing has a price, as in a cloud of one's own, the choice goes by cores.
  const offers = priced.length > 0 ? priced : selected;
  const place: Place = { zones, metadata: workload.metadata, amplification: amplificationOf(workload, rules), rules };
  const fleets = new Fleets(workload, hostsOf(offers[0]!, zones, place.amplification), rules);
  const counts = { considered: offers.length, unpriced: selected.length - priced.length };
  return { ...counts, ...tryAll(offers, fleets, place) };
}
