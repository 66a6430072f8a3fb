import { type Derived, derive, type Explained } from "../derivation.ts";
import { type LoadState, type ResourceName, resourceNames, type Utilisation } from "../planned/resource.ts";
import type { Capacities, Capacity } from "./capacity.ts";
import type { States } from "./states.ts";

/** A resource in one of the two states, and how near it is to its limit (1 is at the limit). */
export interface Strain {
  readonly resource: ResourceName;
  readonly state: LoadState;
  readonly utilisation: number;
  readonly ofLimit: number;
}

const nearestFirst = (a: Strain, b: Strain): number => b.ofLimit - a.ofLimit;

/** Every checked resource in both states, nearest to its limit first; ties keep the order of the resources. */
export function strainsOf({ uses }: States, capacities: Capacities): Strain[] {
  const strains: Strain[] = [];
  for (const resource of resourceNames) {
    const { value: capacity, limit } = capacities[resource];
    if (capacity === null) continue;
    for (const state of ["normal", "degraded"] as const) {
      const utilisation = uses[state][resource].value / capacity;
      strains.push({ resource, state, utilisation, ofLimit: utilisation / limit });
    }
  }
  return strains.sort(nearestFirst);
}

/** How near the fullest of some resources is to its limit in its worse state. */
export function fullnessOf({ uses }: States, capacities: Capacities, resources: readonly ResourceName[]): number {
  let fullest = 0;
  for (const resource of resources) {
    const { value: capacity, limit } = capacities[resource];
    if (capacity === null) continue;
    // The degraded use is never below the normal one.
    fullest = Math.max(fullest, uses.degraded[resource].value / capacity / limit);
  }
  return fullest;
}

const states: Record<LoadState, string> = {
  normal: "with all brokers there",
  degraded: "in the worst of what the objectives ask to survive, never less than normally",
};

function fraction(use: Derived, capacity: Capacity, state: LoadState): Derived<number | null> {
  const inputs = { ...use.inputs, use: use.value, capacity: capacity.value, limit: capacity.limit };
  return derive(
    "fraction",
    `use / capacity; use = ${use.formula}, ${states[state]}`,
    capacity.rule,
    inputs,
    ({ use, capacity }) => (capacity === null ? null : use / capacity),
  );
}

/** Use of each resource as a fraction of what the host has; null where that is not told. */
export function utilisationOf({ uses }: States, capacities: Capacities, state: LoadState): Explained<Utilisation> {
  const fractions = resourceNames.map((resource) => [
    resource,
    fraction(uses[state][resource], capacities[resource], state),
  ]);
  return Object.fromEntries(fractions);
}
