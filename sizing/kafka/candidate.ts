import type { HostInventory } from "../inputs/inventory.ts";
import { type ResourceName, resourceNames } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Assignment } from "./assignment.ts";
import { type Capacities, capacitiesOf } from "./capacity.ts";
import { type Demand, demandsOf } from "./demand.ts";
import { type Layout, Layouts } from "./layout.ts";
import type { Kept } from "./partitions.ts";
import { lostBrokers, racksOf } from "./racks.ts";
import { retainedByAll } from "./retained.ts";
import { keepsLimit } from "./rounding.ts";
import { type States, statesOf } from "./states.ts";
import { fullnessOf, type Strain, strainsOf } from "./utilisation.ts";

/** Everything about a cluster but its number of brokers. */
export interface Site {
  readonly workload: Assignment;
  readonly inventory: HostInventory;
  readonly rules: Rules;
  readonly demands: readonly Demand[];
  readonly capacities: Capacities;
  readonly layouts: Layouts;
  /** What all replicas keep at least, whatever the partitions are. */
  readonly retainedBytes: number;
}

/** A cluster of so many brokers, worked out: whether it holds is in its strains and its partitions. */
export class Candidate {
  readonly brokers: number;
  readonly layout: Layout;
  readonly states: States;
  readonly #capacities: Capacities;
  #strains: readonly Strain[] | null = null;

  constructor(brokers: number, layout: Layout, states: States, capacities: Capacities) {
    this.brokers = brokers;
    this.layout = layout;
    this.states = states;
    this.#capacities = capacities;
  }

  /** Nearest to its limit first. Worked out when asked for: a search only asks whether all limits are kept. */
  get strains(): readonly Strain[] {
    this.#strains ??= strainsOf(this.states, this.#capacities);
    return this.#strains;
  }

  /** How near the fullest of these resources is to its limit; 1 is at the limit. */
  fullness(resources: readonly ResourceName[] = resourceNames): number {
    return fullnessOf(this.states, this.#capacities, resources);
  }
}

/** The site of what a cluster has of a workload on hosts; the demands of its topics, and partitions, may be known already. */
export function siteOf(
  workload: Assignment,
  inventory: HostInventory,
  rules: Rules,
  demands: readonly Demand[] = demandsOf(workload, rules),
  kept: Kept = new Map(),
): Site {
  const racks = (brokers: number) => {
    const { names, told } = racksOf(inventory, brokers);
    return { racks: told ? names.length : 1, lost: lostBrokers(inventory, workload.objectives.lose, brokers) };
  };
  const layouts = new Layouts(workload, demands, racks, rules, kept);
  const capacities = capacitiesOf(inventory, rules);
  return { workload, inventory, rules, demands, capacities, layouts, retainedBytes: retainedByAll(demands) };
}

/** The same site with another workload under the same rules; topics may keep the partitions that they have. */
export const withWorkload = ({ inventory, rules }: Site, workload: Assignment, kept?: Kept): Site =>
  siteOf(workload, inventory, rules, undefined, kept);

/**
 * The same cluster on other hosts in as many racks, under rules that may limit brokers and clusters otherwise; what the
 * topics load is not worked out again.
 */
export const onHosts = (site: Site, inventory: HostInventory, rules: Rules): Site => ({
  ...site,
  inventory,
  rules,
  capacities: capacitiesOf(inventory, rules),
});

/** Works out a cluster of so many brokers; the stated loss must leave at least one of them. */
export function examine({ workload, rules, capacities, layouts }: Site, brokers: number): Candidate {
  const layout = layouts.on(brokers);
  const states = statesOf(workload, layout, capacities, rules);
  return new Candidate(brokers, layout, states, capacities);
}

/** True where no resource of a broker is beyond its limit. */
export const withinLimits = (candidate: Candidate): boolean => keepsLimit(candidate.fullness());

/** Strains beyond their limit. */
export const excesses = (candidate: Candidate): Strain[] =>
  candidate.strains.filter((strain) => !keepsLimit(strain.ofLimit));
