import { type Derived, derive, given } from "../derivation.ts";
import { type Candidate, examine, excesses, type Site } from "./candidate.ts";
import { searchFrom } from "./least.ts";
import { fixedBrokers } from "./racks.ts";
import { fits } from "./shortage.ts";

/** The cluster that the plan is about: the one that fits, or the one that comes nearest and is refused. */
export interface Choice {
  readonly candidate: Candidate;
  /** The number of brokers with its reason; searches do without. */
  readonly explain: () => Derived;
}

/** The number of brokers that the inventory fixes; null when the plan is to find it. */
export function fixedCount({ inventory }: Site): Derived | null {
  const fixed = fixedBrokers(inventory);
  const key = inventory.brokers.count === undefined ? "hosts" : "brokers.count";
  return fixed === null ? null : given("inventory", key, "brokers", fixed);
}

/** The fewest brokers that replication and the racks allow. */
export function fewestBrokers({ inventory, demands }: Site): Derived {
  const { racks } = inventory.brokers;
  return derive(
    "brokers",
    "the larger of the largest replication and the racks",
    { name: "fewestBrokers", source: "Kafka: replicas of a partition stand on different brokers" },
    {
      replication: Math.max(1, ...demands.map((demand) => demand.topic.replication)),
      racks: Array.isArray(racks) ? racks.length : (racks ?? 1),
    },
    (given) => Math.max(given.replication, given.racks),
  );
}

/** What stood in the way of one broker fewer. */
function boundBy(fewer: Candidate | undefined): string {
  if (fewer === undefined) return "replication or racks";
  const [worst] = excesses(fewer);
  return worst === undefined ? "partitions of the cluster" : `${worst.resource} (${worst.state})`;
}

const smallest = { name: "smallestThatHolds", source: "every resource within its limit, normally and degraded" };

/**
 * The cluster with the inventory's brokers, or, where it leaves the count out, with the fewest that keep every limit.
 * From where it can hold at all, every count is tried in turn: partitions are rounded to the brokers, so that no
 * bisection is safe.
 */
export function choose(site: Site): Choice {
  const fixed = fixedCount(site);
  if (fixed !== null) return { candidate: examine(site, fixed.value), explain: () => fixed };
  const fewest = fewestBrokers(site).value;
  const most = Math.max(fewest, site.rules.maxBrokersPerCluster.value);
  for (let brokers = searchFrom(site, fewest, most); ; brokers++) {
    // What breaks a limit that is the same on every host need not be judged on this one.
    if (brokers < most && !site.layouts.on(brokers).keepsFileLimits) continue;
    const candidate = examine(site, brokers);
    if (fits(site, candidate) || brokers >= most) return { candidate, explain: () => explained(site, brokers, fewest) };
  }
}

function explained(site: Site, brokers: number, fewest: number): Derived {
  const fewer = brokers > fewest ? examine(site, brokers - 1) : undefined;
  const inputs = { fewestBrokers: fewest, tooFew: brokers - 1, tooFewFor: boundBy(fewer), brokers };
  const formula = "the smallest number of brokers that keeps every limit";
  return derive("brokers", formula, smallest, inputs, (given) => given.brokers);
}

/**
 * The fewest brokers, up to the limit of a cluster, that satisfy `holds`; null when none do.
 * For the remedy of a refusal.
 */
export function fewestThat(site: Site, from: number, holds: (candidate: Candidate) => boolean): number | null {
  for (let brokers = from; brokers <= site.rules.maxBrokersPerCluster.value; brokers++) {
    if (holds(examine(site, brokers))) return brokers;
  }
  return null;
}
