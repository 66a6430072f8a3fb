import { type Derived, derive, type Explained } from "../derivation.ts";
import { type LoadState, type ResourceName, resourceNames, type Utilisation } from "../plan.ts";
import type { BrokerLoad } from "./broker.ts";
import type { Capacities, Capacity } from "./capacity.ts";

/** The busiest broker in each state: with all brokers there, and among the survivors of the stated loss. */
export type Loads = Readonly<Record<LoadState, BrokerLoad>>;

/** A resource in one of the two states, and how near it is to its limit (1 is at the limit). */
export interface Strain {
  readonly resource: ResourceName;
  readonly state: LoadState;
  readonly utilisation: number;
  readonly ofLimit: number;
}

/** Use over capacity. Survivors count with no less than a broker uses normally, see docs/adr/0002-degraded-state.md. */
const share = (use: number, normalUse: number, capacity: number): number => Math.max(use, normalUse) / capacity;

/** Every checked resource in both states, nearest to its limit first; ties keep the order of the resources. */
export function strainsOf(loads: Loads, capacities: Capacities): Strain[] {
  const strains: Strain[] = [];
  for (const resource of resourceNames) {
    const { value: capacity, limit } = capacities[resource];
    if (capacity === null) continue;
    const normalUse = loads.normal.uses[resource].value;
    for (const state of ["normal", "degraded"] as const) {
      const utilisation = share(loads[state].uses[resource].value, normalUse, capacity);
      strains.push({ resource, state, utilisation, ofLimit: utilisation / limit });
    }
  }
  return strains.sort((a, b) => b.ofLimit - a.ofLimit);
}

const states: Record<LoadState, string> = {
  normal: "with all brokers there",
  degraded: "among the survivors of the stated loss, never less than normally",
};

function fraction(use: Derived, normal: Derived, capacity: Capacity, state: LoadState): Derived<number | null> {
  const inputs = {
    ...use.inputs,
    use: use.value,
    normalUse: normal.value,
    capacity: capacity.value,
    limit: capacity.limit,
  };
  return derive(
    "fraction",
    `use / capacity; use = ${use.formula}, ${states[state]}`,
    capacity.rule,
    inputs,
    ({ use, normalUse, capacity }) => (capacity === null ? null : share(use, normalUse, capacity)),
  );
}

/** Use of each resource as a fraction of what the host has; null where that is not told. */
export function utilisationOf(loads: Loads, capacities: Capacities, state: LoadState): Explained<Utilisation> {
  const fractions = resourceNames.map((resource) => {
    const use = loads[state].uses[resource];
    return [resource, fraction(use, loads.normal.uses[resource], capacities[resource], state)];
  });
  return Object.fromEntries(fractions);
}
