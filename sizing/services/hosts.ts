import { z } from "zod";
import { type DiskGroup, dataDisks, diskGroupSchema } from "../inputs/disks.ts";
import { amount, block, count } from "../inputs/fields.ts";
import type { Rules } from "../rules/overrides.ts";
import type { Rule } from "../rules/rule.ts";
import type { ServiceResource } from "./resources.ts";

const disks = (about: string) => z.array(diskGroupSchema).min(1).optional().meta({ description: about });

const shape = {
  count: count("Hosts for this service; left out, the plan says how many are needed", 5, 100_000).optional(),
  most: count("Most hosts that may be used when count is left out", 20, 100_000).optional(),
  spare: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .meta({ description: "Hosts that may be lost at once", examples: [1] }),
  cores: count("Physical cores of a host", 16),
  memory: amount("bytes", "Memory of a host", "64 GiB"),
  network: amount("bytesPerSecond", "Speed of the network in each direction", "10 Gb/s"),
};

const notBoth = (
  { count, most }: { count?: number | undefined; most?: number | undefined },
  context: z.RefinementCtx,
) => {
  if (count === undefined || most === undefined) return;
  context.addIssue({
    code: "custom",
    path: ["most"],
    message: "stands beside `count`, which fixes the number; remove one",
  });
};

const hosts = block({ ...shape, disks: disks("Disks of a host") }).superRefine(notBoth);
const nifiHosts = block({
  ...shape,
  disks: disks("Disks of the content repository"),
  flowFileDisks: disks("Disks of the FlowFile repository"),
  provenanceDisks: disks("Disks of the provenance repository"),
}).superRefine(notBoth);

/** The schema of the inventory's `services:` block: the hosts of each kind of service. */
export const serviceHostsSchema = block({
  nifi: nifiHosts.optional().meta({ description: "Hosts for NiFi" }),
  connect: hosts.optional().meta({ description: "Hosts for Kafka Connect" }),
  flink: hosts.optional().meta({ description: "Hosts for Flink" }),
  spark: hosts.optional().meta({ description: "Hosts for Spark" }),
  flume: hosts.optional().meta({ description: "Hosts for Flume" }),
  hdfs: hosts.optional().meta({ description: "Hosts for HDFS" }),
  mirror: hosts.optional().meta({ description: "Hosts for mirrors of topics" }),
});
export type ServiceHosts = z.output<typeof serviceHostsSchema>;
export type ServiceKind = keyof ServiceHosts;
export type Hosts = z.output<typeof nifiHosts>;

/** What a host has of a resource (null: not told), and the part of it that may be used. */
export interface HostCapacity {
  readonly value: number | null;
  readonly limit: Rule;
}

const space = (groups: readonly DiskGroup[] | undefined): number | null =>
  groups === undefined ? null : groups.reduce((sum, group) => sum + dataDisks(group) * group.size, 0);

function writeRate(groups: readonly DiskGroup[] | undefined): number | null {
  if (groups === undefined || groups.some((group) => group.write === undefined)) return null;
  return groups.reduce((sum, group) => sum + dataDisks(group) * group.write!, 0);
}

/** What a host has of each resource. */
export function capacitiesOf(kind: ServiceKind, hosts: Hosts, rules: Rules): Record<ServiceResource, HostCapacity> {
  const throughput = rules.diskThroughputLimit;
  return {
    cpu: { value: hosts.cores, limit: rules.serviceCpuLimit },
    memory: { value: hosts.memory, limit: rules.serviceMemoryLimit },
    networkIn: { value: hosts.network, limit: rules.networkLimit },
    networkOut: { value: hosts.network, limit: rules.networkLimit },
    disk: { value: space(hosts.disks), limit: kind === "hdfs" ? rules.hdfsDiskLimit : rules.diskLimit },
    diskWrite: { value: writeRate(hosts.disks), limit: throughput },
    flowFileWrite: { value: writeRate(hosts.flowFileDisks), limit: throughput },
    provenanceWrite: { value: writeRate(hosts.provenanceDisks), limit: throughput },
  };
}
