import { most } from "../catalogue/fit.ts";
import type { Offer } from "../catalogue/offer.ts";
import type { DiskGroup } from "../inputs/disks.ts";
import type { HostInventory } from "../inputs/inventory.ts";
import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Rule } from "../rules/rule.ts";
import type { Bytes, BytesPerSecond } from "../units/dimensions.ts";

/** Beyond any need: what a service that provides space by itself has of it. */
const endless = 1e24 as Bytes;

/** The most disks that an offer can have, as one of them: what a search judges by before anything is bought. */
function mostDisks(offer: Offer): DiskGroup[] {
  if (offer.storage.kind === "local") return [offer.storage.group];
  const { bytes, together } = most(offer);
  const rate = together as BytesPerSecond | null;
  const group = { size: Math.min(bytes, endless) as Bytes, count: 1, raid: "jbod", type: "network" } as const;
  return [rate === null ? group : { ...group, write: rate, read: rate }];
}

/** How many bytes a broker receives and sends for each one that clients write and read. */
export interface Amplification {
  readonly in: number;
  readonly out: number;
}

/**
 * Network of a broker, which a service may limit by what clients write and read: replicas beside them are counted in
 * the same proportion.
 */
function networkOf({ network, limits }: Offer, amplification: Amplification): BytesPerSecond {
  const ingress = limits.ingress === null ? Number.POSITIVE_INFINITY : limits.ingress * amplification.in;
  const egress = limits.egress === null ? Number.POSITIVE_INFINITY : limits.egress * amplification.out;
  return Math.min(network, ingress, egress) as BytesPerSecond;
}

/** Brokers of an offer as an inventory of hosts, with these disks or the most that it can have. */
export const hostsOf = (
  offer: Offer,
  zones: number,
  amplification: Amplification,
  disks: DiskGroup[] = mostDisks(offer),
): HostInventory => ({
  target: "hosts",
  brokers: {
    cores: offer.cores,
    threads: offer.threads,
    memory: offer.memory,
    network: networkOf(offer, amplification),
    disks,
    racks: zones,
  },
  hosts: [],
  services: {},
});

/** The rules with what the provider of an offer limits further. */
export function rulesFor({ limits, source }: Offer, metadata: Workload["metadata"], rules: Rules): Rules {
  const lower = (rule: Rule, value: number | undefined): Rule =>
    value === undefined || value >= rule.value ? rule : { ...rule, value, source };
  return {
    ...rules,
    maxBrokersPerCluster: lower(rules.maxBrokersPerCluster, limits.brokers?.[metadata]),
    maxReplicasPerBroker: lower(rules.maxReplicasPerBroker, limits.replicas?.recommended),
  };
}
