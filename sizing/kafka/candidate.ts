import type { Derived } from "../derivation.ts";
import type { Inventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import { brokerLoad } from "./broker.ts";
import { type Capacities, capacitiesOf } from "./capacity.ts";
import { type Demand, demandsOf, partitionsOf } from "./demand.ts";
import { type ClusterLoad, clusterLoad } from "./load.ts";
import { lostBrokers } from "./racks.ts";
import { type Loads, type Strain, strainsOf } from "./utilisation.ts";

/** Everything about a cluster but its number of brokers. */
export interface Site {
  readonly workload: Workload;
  readonly inventory: Inventory;
  readonly rules: Rules;
  readonly demands: readonly Demand[];
  readonly capacities: Capacities;
}

/** A cluster of so many brokers, worked out: whether it holds is in its strains and its partitions. */
export interface Candidate {
  readonly brokers: number;
  /** Partitions of each topic, in the order of the demands. */
  readonly partitions: readonly Derived[];
  readonly load: ClusterLoad;
  readonly loads: Loads;
  /** Nearest to its limit first. */
  readonly strains: readonly Strain[];
}

/** The site of a workload on an inventory. */
export const siteOf = (workload: Workload, inventory: Inventory, rules: Rules): Site => ({
  workload,
  inventory,
  rules,
  demands: demandsOf(workload, rules),
  capacities: capacitiesOf(inventory, rules),
});

/** The same site with another workload under the same rules. */
export const withWorkload = (site: Site, workload: Workload): Site => ({
  ...site,
  workload,
  demands: demandsOf(workload, site.rules),
});

/** Works out a cluster of so many brokers; the stated loss must leave at least one of them. */
export function examine(site: Site, brokers: number): Candidate {
  const { rules, demands, capacities } = site;
  const survivors = brokers - lostBrokers(site.inventory, site.workload.objectives.lose, brokers);
  const partitions = demands.map((demand) => partitionsOf(demand, brokers, rules));
  const topics = demands.map((demand, at) => ({ demand, partitions: partitions[at]!.value }));
  const load = clusterLoad(topics, brokers, rules);
  const normal = brokerLoad(load, rules);
  const degraded = survivors === brokers ? normal : brokerLoad(clusterLoad(topics, survivors, rules), rules);
  const loads = { normal, degraded };
  return { brokers, partitions, load, loads, strains: strainsOf(loads, capacities) };
}

/** Strains beyond their limit. A sum that is above it by rounding alone is not. */
export const excesses = (candidate: Candidate): Strain[] =>
  candidate.strains.filter((strain) => strain.ofLimit > 1 + 1e-9);
