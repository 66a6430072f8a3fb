import { costOf, totalOf } from "../catalogue/cost.ts";
import { type Disks, fit, type Need } from "../catalogue/fit.ts";
import type { Offer } from "../catalogue/offer.ts";
import { groupsOf } from "../catalogue/provision.ts";
import type { Workload } from "../inputs/workload.ts";
import { examine, onHosts } from "../kafka/candidate.ts";
import type { Fleets } from "../kafka/fleet.ts";
import type { Cluster } from "../kafka/holding.ts";
import type { Split } from "../kafka/split.ts";
import { type ResourceName, resourceNames } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import { type Amplification, hostsOf, rulesFor } from "./host.ts";

/** Where brokers are bought: in how many zones, for a workload with such traffic between them. */
export interface Place {
  readonly zones: number;
  readonly metadata: Workload["metadata"];
  readonly amplification: Amplification;
  readonly rules: Rules;
}

/** A cluster on brokers that are bought, with what the disks of each must be. */
export interface BoughtCluster extends Cluster {
  readonly need: Need;
  /** A month's cost of one broker; null where a price is missing. */
  readonly brokerPerMonth: number | null;
}

/** What an offer costs that carries the workload. */
export interface Priced {
  readonly offer: Offer;
  readonly brokers: number;
  /** Of the brokers alone, a month; null where a price is missing. */
  readonly perMonth: number | null;
  /** Cores of all brokers: what is compared where there are no prices. */
  readonly cores: number;
}

/** An offer that carries the workload, in numbers. */
export interface Option extends Priced {
  readonly clusters: number;
  /** Part of its limit that the busiest resource leaves; volumes grow, so that theirs do not count. */
  readonly headroom: number;
}

/** An option with the clusters that it comes to. */
export interface Purchase extends Option {
  readonly bought: readonly BoughtCluster[];
}

/** A cluster with the disks that an offer has for it. */
interface Fitted {
  readonly cluster: Cluster;
  readonly need: Need;
  readonly disks: Disks;
}

/** An offer that carries the workload, as far as its price tells: what it comes to is worked out if it may be bought. */
export interface Tender extends Priced {
  readonly fitted: readonly Fitted[];
}

/** What the disks of each broker must be, so that their use is at its limit. */
function needOf({ site, choice }: Cluster): Need {
  const { uses } = choice.candidate.states;
  const { capacities } = site;
  const must = (resource: "disk" | "diskWrite" | "diskRead") =>
    Math.max(uses.normal[resource].value, uses.degraded[resource].value) / capacities[resource].limit;
  // On shared disks both uses are what is written and read together.
  return {
    bytes: must("disk"),
    write: must("diskWrite"),
    read: capacities.disksShared ? 0 : must("diskRead"),
    iops: 0,
  };
}

/**
 * The disks that an offer has for a cluster; null where it cannot reach them. A replica lies on one volume whole, so that
 * several must together be larger than one would be.
 */
function fittedOn(cluster: Cluster, offer: Offer, place: Place): Fitted | null {
  for (let need = needOf(cluster); ; ) {
    const disks = fit(offer, need, place.rules);
    if (disks.kind === "short") return null;
    const fitted = { cluster, need, disks };
    if (disks.kind !== "volumes" || disks.count === 1) return fitted;
    const onVolumes = needOf(boughtFor(fitted, offer, place));
    if (onVolumes.bytes <= need.bytes && onVolumes.write <= need.write) return fitted;
    need = { ...need, bytes: Math.max(need.bytes, onVolumes.bytes), write: Math.max(need.write, onVolumes.write) };
  }
}

/** What an offer makes of a workload: its tender, or the split that does not hold on it; null where only disks or hosts lack. */
export type Considered =
  | { readonly outcome: "tender"; readonly tender: Tender }
  | { readonly outcome: "none"; readonly refused: Extract<Split, { verdict: "refused" }> | null };

export function consider(offer: Offer, fleets: Fleets, place: Place): Considered {
  const rules = rulesFor(offer, place.metadata, place.rules);
  const fleet = fleets.on(hostsOf(offer, place.zones, place.amplification), rules);
  if (fleet.verdict === "refused") return { outcome: "none", refused: fleet };
  const fitted: Fitted[] = [];
  for (const cluster of fleet.clusters) {
    const one = fittedOn(cluster, offer, place);
    if (one === null) return { outcome: "none", refused: null };
    fitted.push(one);
  }
  const brokers = fitted.reduce((sum, { cluster }) => sum + brokersOf(cluster), 0);
  if (brokers > (offer.limits.nodes ?? Number.POSITIVE_INFINITY)) return { outcome: "none", refused: null };
  const perMonth = fitted.reduce<number | null>((sum, { cluster, disks }) => {
    const each = priceOfOne(offer, disks);
    return sum === null || each === null ? null : sum + each * brokersOf(cluster);
  }, 0);
  return { outcome: "tender", tender: { offer, brokers, perMonth, cores: brokers * offer.cores, fitted } };
}

const brokersOf = ({ choice }: Cluster): number => choice.candidate.brokers;

function priceOfOne(offer: Offer, disks: Disks): number | null {
  const cost = costOf(offer, disks);
  return cost === null ? null : totalOf(cost);
}

function boughtFor({ cluster, need, disks }: Fitted, offer: Offer, place: Place): BoughtCluster {
  const hosts = hostsOf(offer, place.zones, place.amplification, groupsOf(offer, disks));
  const site = onHosts(cluster.site, hosts, cluster.site.rules);
  const candidate = examine(site, brokersOf(cluster));
  return { ...cluster, site, choice: { ...cluster.choice, candidate }, need, brokerPerMonth: priceOfOne(offer, disks) };
}

const diskResources: readonly ResourceName[] = ["disk", "diskWrite", "diskRead"];
const otherResources = resourceNames.filter((name) => !diskResources.includes(name));

/** The clusters that a tender comes to, on the disks that are bought for them. */
export function purchaseOf({ fitted, ...priced }: Tender, place: Place): Purchase {
  const { offer } = priced;
  const bought = fitted.map((one) => boughtFor(one, offer, place));
  const counted = offer.storage.kind === "local" ? resourceNames : otherResources;
  const headroom = 1 - Math.max(...bought.map(({ choice }) => choice.candidate.fullness(counted)));
  return { ...priced, clusters: bought.length, headroom, bought };
}
