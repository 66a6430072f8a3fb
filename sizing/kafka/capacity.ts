import { type DiskGroup, dataDisks, logDirs, readingDisks } from "../inputs/disks.ts";
import type { HostInventory } from "../inputs/inventory.ts";
import type { ResourceName } from "../planned/resource.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Rule } from "../rules/rule.ts";

/** What a broker's host has of a resource, and the part of it that may be used. */
export interface Capacity {
  /** In the unit of the use; null where the inventory does not tell. */
  readonly value: number | null;
  readonly limit: number;
  /** The rule behind the limit. */
  readonly rule: Rule;
}

export type Capacities = Readonly<Record<ResourceName, Capacity>> & {
  /** The disks write or read: their throughput is for both together. */
  readonly disksShared: boolean;
  /** File systems, in one of which a replica lies whole. */
  readonly logDirs: number;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Throughput of all the disks together; null when one of them does not tell. */
function throughput(groups: readonly DiskGroup[], rate: "write" | "read", rules: Rules): number | null {
  const parts = groups.map((group) => {
    const operations = group.iops === undefined ? Number.POSITIVE_INFINITY : group.iops * rules.bytesPerIo.value;
    const each = Math.min(group[rate] ?? Number.POSITIVE_INFINITY, operations);
    return each === Number.POSITIVE_INFINITY
      ? null
      : each * (rate === "write" ? dataDisks(group) : readingDisks(group));
  });
  return parts.every((part) => part !== null) ? sum(parts) : null;
}

/** What each resource of a host offers: RAID counted, network in each direction, physical cores, limits of the kernel. */
export function capacitiesOf({ brokers }: HostInventory, rules: Rules): Capacities {
  const part = (value: number | null, rule: Rule): Capacity => ({ value, limit: rule.value, rule });
  const whole = (rule: Rule): Capacity => ({ value: rule.value, limit: 1, rule });
  const usable = sum(brokers.disks.map((group) => group.size * dataDisks(group)));
  return {
    disk: part(usable, rules.diskLimit),
    diskWrite: part(throughput(brokers.disks, "write", rules), rules.diskThroughputLimit),
    diskRead: part(throughput(brokers.disks, "read", rules), rules.diskThroughputLimit),
    networkIn: part(brokers.network, rules.networkLimit),
    networkOut: part(brokers.network, rules.networkLimit),
    cpu: part(brokers.cores, rules.cpuLimit),
    memory: part(brokers.memory, rules.memoryLimit),
    replicas: whole(rules.maxReplicasPerBroker),
    fileHandles: whole(rules.maxFileHandles),
    memoryMaps: whole(rules.maxMapCount),
    logDirs: sum(brokers.disks.map(logDirs)),
    disksShared: brokers.disks.some(({ type }) => type === "hdd" || type === "network"),
  };
}
