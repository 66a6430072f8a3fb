import type { Offer } from "../catalogue/offer.ts";
import { offersOf } from "../catalogue/offers.ts";
import type { CatalogueInventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import { wholly } from "../kafka/assignment.ts";
import { examine, type Site } from "../kafka/candidate.ts";
import { demandsOf } from "../kafka/demand.ts";
import { Fleets } from "../kafka/fleet.ts";
import type { Rules } from "../rules/overrides.ts";
import { cheapestFirst, priceOf } from "./compare.ts";
import { type Amplification, hostsOf, rulesFor } from "./host.ts";
import type { Market } from "./market.ts";
import { type Considered, consider, type Option, type Place } from "./option.ts";

/** What a catalogue has for a workload. */
export interface Options {
  /** Those that carry it, cheapest first. */
  readonly carrying: readonly Option[];
  /** Offers that were considered, of which some have no price. */
  readonly considered: number;
  readonly unpriced: number;
  /** Where none carries it: the offer that comes nearest. */
  readonly nearest: { readonly offer: Offer; readonly whole: Site; readonly failing: Site } | null;
}

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

/** The offer on which the fullest resource is the least beyond its limit. */
function nearestOf(tried: readonly Considered[]): Options["nearest"] {
  const refused = tried.flatMap((one) =>
    one.outcome === "none" && one.fleet.verdict === "refused" ? [{ offer: one.offer, ...one.fleet }] : [],
  );
  const excess = ({ failing }: (typeof refused)[number]) =>
    examine(failing, failing.rules.maxBrokersPerCluster.value).strains[0]!.ofLimit;
  const ranked = refused.map((one) => ({ one, excess: excess(one) })).sort((a, b) => a.excess - b.excess);
  return ranked[0]?.one ?? null;
}

/** A month's cost that an offer has at least, or its cores where nothing has a price. */
function leastCost(offer: Offer, fleets: Fleets, { zones, amplification, metadata, rules }: Place): number {
  const least = fleets.least(hostsOf(offer, zones, amplification), rulesFor(offer, metadata, rules));
  if (offer.price === null) return least.brokers * offer.cores;
  const { host, storage } = offer.price;
  return least.brokers * host.perMonth + (least.bytes / gib) * (storage?.gibMonth ?? 0);
}

const gib = 1024 ** 3;

/**
 * Tries offers, those first that may be the cheapest, and leaves out those that cannot come near the cheapest so far:
 * what is told of a catalogue costs at most so many times that.
 */
function tryAll(offers: readonly Offer[], fleets: Fleets, place: Place): Considered[] {
  const byLeast = offers
    .map((offer) => ({ offer, least: leastCost(offer, fleets, place) }))
    .sort((a, b) => a.least - b.least);
  const tried: Considered[] = [];
  let cheapest = Number.POSITIVE_INFINITY;
  for (const { offer, least } of byLeast) {
    if (least > cheapest * place.rules.frontierCost.value) continue;
    const one = consider(offer, fleets, place);
    tried.push(one);
    if (one.outcome === "option") cheapest = Math.min(cheapest, priceOf(one.option));
  }
  return tried;
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
  const tried = tryAll(offers, fleets, place);
  const carrying = tried.flatMap((one) => (one.outcome === "option" ? [one.option] : []));
  return {
    carrying: cheapestFirst(carrying),
    considered: offers.length,
    unpriced: selected.length - priced.length,
    nearest: carrying.length > 0 ? null : nearestOf(tried),
  };
}
