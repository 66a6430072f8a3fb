import type { HostCapacity } from "./hosts.ts";
import { type Need, type ServiceResource, useOf } from "./resources.ts";

/** No service has more nodes; what does not fit on so many fits on none. */
export const mostNodes = 100_000;

export type Capacities = Readonly<Record<ServiceResource, HostCapacity>>;

/** What a node may use of a resource; without bound where its capacity is not told. */
export const allowed = ({ value, limit }: HostCapacity): number =>
  value === null ? Number.POSITIVE_INFINITY : value * limit.value;

/** True where more is needed than there is. Products of decimal factors may be a few bits too large; that must not count. */
export const exceeds = (needed: number, available: number): boolean => needed > available * (1 + 1e-12);

/** The needs that pass what so many nodes may use. */
export const excessesOf = (needs: readonly Need[], capacities: Capacities, nodes: number): Need[] =>
  needs.filter((need) => exceeds(useOf(need, nodes), allowed(capacities[need.resource])));

/**
 * The fewest nodes, from `least` on, that carry every need within its limit; null when no number does.
 * A node's need never grows with the nodes, so halving finds it.
 */
export function fewestNodes(needs: readonly Need[], capacities: Capacities, least: number): number | null {
  const fits = (nodes: number) => excessesOf(needs, capacities, nodes).length === 0;
  if (!fits(mostNodes)) return null;
  let [low, high] = [least, mostNodes];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
