import type { HostInventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";

/** The racks of a cluster and how many of its brokers stand in each. */
export interface Racks {
  readonly names: readonly string[];
  readonly sizes: readonly number[];
  /** False where the inventory names no racks, so that each broker counts as one. */
  readonly told: boolean;
}

const brokerHosts = (inventory: HostInventory) => inventory.hosts.filter((host) => host.roles.includes("broker"));

/** The number of brokers that the inventory fixes; null when the plan is to find it. */
export const fixedBrokers = (inventory: HostInventory): number | null =>
  inventory.brokers.count ?? (brokerHosts(inventory).length || null);

function deal(names: readonly string[], brokers: number, told: boolean): Racks {
  const sizes = names.map((_, at) => Math.floor((brokers + names.length - 1 - at) / names.length));
  return { names, sizes, told };
}

const numbered = (number: number): string[] => Array.from({ length: number }, (_, at) => `r${at + 1}`);

/** So many racks with so many brokers dealt to them, as if the inventory told their number. */
export const numberedRacks = (number: number, brokers: number): Racks => deal(numbered(number), brokers, true);

/** The racks of so many brokers: as the inventory or its hosts say, or one for each broker. */
export function racksOf(inventory: HostInventory, brokers: number): Racks {
  const { racks } = inventory.brokers;
  if (Array.isArray(racks)) return deal(racks, brokers, true);
  if (racks !== undefined) return numberedRacks(racks, brokers);
  const named = brokerHosts(inventory).flatMap((host) => (host.rack === undefined ? [] : [host.rack]));
  if (named.length > 0) {
    // The order of hosts in the file must not show in the plan, or sorting the file would move brokers to other racks.
    const names = [...new Set(named)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    if (named.length !== brokers) return deal(names, brokers, true);
    return { names, sizes: names.map((name) => named.filter((rack) => rack === name).length), told: true };
  }
  return deal(numbered(brokers), brokers, false);
}

type Lose = Workload["objectives"]["lose"];

/** Racks that may be lost at once; a zone is a rack. */
export const lostRacks = (lose: Lose): number => Math.max(lose.racks ?? 0, lose.zones ?? 0);

/** Of so many brokers, those gone in the worst of the losses to survive, each taken alone. */
export function lostBrokers(inventory: HostInventory, lose: Lose, brokers: number): number {
  const lost = lostRacks(lose);
  if (lost === 0) return lose.brokers ?? 0;
  const { racks } = inventory.brokers;
  const number = Array.isArray(racks) ? racks.length : racks;
  // Searches ask this often: of brokers dealt in turn the first racks are the fullest.
  const inRacks =
    number === undefined
      ? sum([...racksOf(inventory, brokers).sizes].sort((a, b) => b - a).slice(0, lost))
      : Math.min(brokers, lost * Math.floor(brokers / number) + Math.min(lost, brokers % number));
  return Math.max(lose.brokers ?? 0, inRacks);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Replicas of a partition gone in the worst of the losses, with replicas spread over racks as evenly as they go. */
export function lostReplicas(lose: Lose, racks: Racks, replication: number): number {
  const inRacks = lostRacks(lose) * Math.ceil(replication / racks.names.length);
  return Math.min(replication, Math.max(lose.brokers ?? 0, inRacks));
}
