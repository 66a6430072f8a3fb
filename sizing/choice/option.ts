import { costOf, totalOf } from "../catalogue/cost.ts";
import { fit, type Need } from "../catalogue/fit.ts";
import type { Offer } from "../catalogue/offer.ts";
import { groupsOf } from "../catalogue/provision.ts";
import type { Workload } from "../inputs/workload.ts";
import { examine, onHosts } from "../kafka/candidate.ts";
import type { Fleet, Fleets } from "../kafka/fleet.ts";
import type { Cluster } from "../kafka/holding.ts";
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

/** An offer that carries the workload, in numbers. */
export interface Option {
  readonly offer: Offer;
  readonly clusters: number;
  readonly brokers: number;
  /** Of the brokers alone, a month; null where a price is missing. */
  readonly perMonth: number | null;
  /** Cores of all brokers: what is compared where there are no prices. */
  readonly cores: number;
  /** Part of its limit that the busiest resource leaves; volumes grow, so that theirs do not count. */
  readonly headroom: number;
}

/** An option with the clusters that it comes to. */
export interface Purchase extends Option {
  readonly bought: readonly BoughtCluster[];
}

const diskResources = ["disk", "diskWrite", "diskRead"];

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

function provided(cluster: Cluster, offer: Offer, place: Place): BoughtCluster | null {
  const need = needOf(cluster);
  const disks = fit(offer, need, place.rules);
  if (disks.kind === "short") return null;
  const hosts = hostsOf(offer, place.zones, place.amplification, groupsOf(offer, disks));
  const site = onHosts(cluster.site, hosts, cluster.site.rules);
  const candidate = examine(site, cluster.choice.candidate.brokers);
  const cost = costOf(offer, disks);
  return {
    ...cluster,
    site,
    choice: { ...cluster.choice, candidate },
    need,
    brokerPerMonth: cost === null ? null : totalOf(cost),
  };
}

/** What an offer makes of a workload: an option, or the fleet that does not hold on it. */
export type Considered =
  | { readonly outcome: "option"; readonly option: Purchase }
  | { readonly outcome: "none"; readonly offer: Offer; readonly fleet: Fleet };

export function consider(offer: Offer, fleets: Fleets, place: Place): Considered {
  const rules = rulesFor(offer, place.metadata, place.rules);
  const fleet = fleets.on(hostsOf(offer, place.zones, place.amplification), rules);
  const none = { outcome: "none", offer, fleet } as const;
  if (fleet.verdict === "refused") return none;
  const clusters = fleet.clusters.flatMap((cluster) => provided(cluster, offer, place) ?? []);
  const brokers = clusters.reduce((sum, { choice }) => sum + choice.candidate.brokers, 0);
  if (clusters.length < fleet.clusters.length || brokers > (offer.limits.nodes ?? Number.POSITIVE_INFINITY))
    return none;
  const costs = clusters.map(({ brokerPerMonth, choice }) =>
    brokerPerMonth === null ? null : brokerPerMonth * choice.candidate.brokers,
  );
  const perMonth = costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0);
  const counted = offer.storage.kind === "local" ? [] : diskResources;
  const strains = clusters.flatMap(({ choice }) =>
    choice.candidate.strains.filter(({ resource }) => !counted.includes(resource)),
  );
  const headroom = 1 - Math.max(...strains.map(({ ofLimit }) => ofLimit));
  const option = { offer, clusters: clusters.length, brokers, perMonth, cores: brokers * offer.cores, headroom };
  return { outcome: "option", option: { ...option, bought: clusters } };
}
