import type { HostInventory } from "../inputs/inventory.ts";
import type { Refusal } from "../planned/refusal.ts";
import type { Rules } from "../rules/overrides.ts";
import type { AssignedTopic, Assignment } from "./assignment.ts";
import { onHosts, type Site, siteOf } from "./candidate.ts";
import { type Demand, demandsBeside } from "./demand.ts";
import type { Holding } from "./holding.ts";
import { judge } from "./judge.ts";
import { brokersPerSurvivor, fewestSurvivors, survivorsForFiles } from "./least.ts";
import { pack, weightsOf } from "./packing.ts";
import { partitionsNeeded } from "./partitions.ts";
import { racksOf } from "./racks.ts";
import { type Choice, choose } from "./search.ts";
import { fits } from "./shortage.ts";
import { survivalRefusals } from "./survival.ts";

/** The clusters that carry an assignment together; or all of it on one cluster, and the cluster that does not hold,
 * whose refusals say why. */
export type Split =
  | { readonly verdict: "planned"; readonly clusters: readonly Holding[] }
  | { readonly verdict: "refused"; readonly whole: Site; readonly failing: Site };

/** What no way to carry an assignment can do without. */
export interface Least {
  readonly brokers: number;
  readonly bytes: number;
}

/** Beyond so many times the fewest clusters, and so many more, further ones would not help either. */
const patience = { times: 1.5, more: 3 };

function holdsOn(site: Site): Choice | null {
  const choice = choose(site);
  const { candidate } = choice;
  if (!fits(site, candidate)) return null;
  const unsurvived = survivalRefusals(site, candidate.brokers, racksOf(site.inventory, candidate.brokers));
  return unsurvived.length > 0 ? null : choice;
}

/**
 * Splits an assignment over as few clusters as keep every limit, whatever hosts it is asked about. Topics stay whole
 * and are packed evenly; one that is too large for a cluster is shared by several, unless its keys forbid it.
 */
export class Splitter {
  readonly #assignment: Assignment;
  readonly #inventory: HostInventory;
  readonly #rules: Rules;
  readonly #whole: Site;
  /** Of whole topics. */
  readonly #demands: ReadonlyMap<AssignedTopic, Demand>;
  readonly #weights: readonly number[];
  /** That each topic has at least. */
  readonly #partitions: readonly number[];
  readonly #survivorsForFiles: number;
  readonly #brokersPerSurvivor: number;
  readonly #packings = new Map<string, readonly Site[]>();

  /** `inventory` tells the racks; the hosts in them may be others each time. */
  constructor(assignment: Assignment, inventory: HostInventory, rules: Rules) {
    this.#assignment = assignment;
    this.#inventory = inventory;
    this.#rules = rules;
    this.#whole = siteOf(assignment, inventory, rules);
    const { demands } = this.#whole;
    this.#demands = new Map(demands.map((demand) => [demand.topic, demand]));
    this.#weights = weightsOf(demands);
    this.#partitions = demands.map((demand) => demand.topic.partitions ?? partitionsNeeded(demand));
    this.#survivorsForFiles = survivorsForFiles(this.#whole, this.#partitions);
    this.#brokersPerSurvivor = brokersPerSurvivor(this.#whole);
  }

  /** Brokers that all the clusters together have at least on such hosts, and bytes on their disks. */
  least(inventory: HostInventory, rules: Rules): Least {
    const whole = onHosts(this.#whole, inventory, rules);
    const survivors = Math.max(fewestSurvivors(whole, rules.maxBrokersPerCluster.value), this.#survivorsForFiles);
    // What the survivors hold is on disks of their size in every broker.
    const times = this.#brokersPerSurvivor;
    return { brokers: survivors * times, bytes: (whole.retainedBytes / rules.diskLimit.value) * times };
  }

  /** The clusters of hosts like those of `inventory`, under `rules` that may limit a cluster further. */
  on(inventory: HostInventory, rules: Rules): Split {
    const whole = onHosts(this.#whole, inventory, rules);
    const most = rules.maxBrokersPerCluster.value;
    /** How many of the largest clusters the traffic and the data fill at least. */
    const filled = fewestSurvivors(whole, most) / most;
    const partitions = this.#partitions;
    const limit = rules.maxPartitionsPerCluster.value;
    const byPartitions = partitions.reduce((sum, count) => sum + count, 0) / limit;
    const fewest = Math.max(1, Math.ceil(byPartitions), Math.ceil(filled));
    /** How many clusters a topic fills by itself. */
    const fills = whole.demands.map(({ topic }, at) =>
      topic.keyed ? 0 : Math.max(partitions[at]! / limit, filled * this.#weights[at]!),
    );
    let failing = whole;
    if (fewest > rules.maxClusters.value) return { verdict: "refused", whole, failing };
    for (let clusters = fewest; clusters <= fewest * patience.times + patience.more; clusters++) {
      // A topic that fills a cluster almost by itself is shared as soon as there are more clusters than the fewest.
      const parts = fills.map((fill) => Math.max(1, Math.ceil((fill * clusters) / fewest)));
      const sites = this.#packed(parts, clusters).map((site) => onHosts(site, inventory, rules));
      const holdings: Holding[] = [];
      for (const site of sites) {
        const choice = holdsOn(site);
        if (choice === null) {
          failing = site;
          break;
        }
        holdings.push({ site, choice });
      }
      if (holdings.length === sites.length) return { verdict: "planned", clusters: holdings };
      if (sites.length < clusters) break;
    }
    return { verdict: "refused", whole, failing };
  }

  #packed(parts: readonly number[], clusters: number): readonly Site[] {
    const key = `${clusters}:${parts.flatMap((of, at) => (of > 1 ? [`${at}/${of}`] : [])).join()}`;
    const known = this.#packings.get(key);
    if (known !== undefined) return known;
    const sites =
      clusters === 1
        ? [this.#whole]
        : pack(this.#assignment, this.#weights, (at) => parts[at]!, clusters).map((assignment) =>
            siteOf(assignment, this.#inventory, this.#rules, demandsBeside(this.#demands, assignment, this.#rules)),
          );
    this.#packings.set(key, sites);
    return sites;
  }
}

/** Why a site that does not hold does not, each with the nearest changes that would make it fit. */
export function refusalsOf(site: Site): readonly Refusal[] {
  const judgement = judge(site);
  return judgement.verdict === "refused" ? judgement.refusals : [];
}
