import type { Refusal, ResourceName } from "../plan.ts";
import { type Candidate, excesses, keepsPartitionLimit, type Site } from "./candidate.ts";
import { remedy } from "./remedy.ts";

const codes: Record<ResourceName, string> = {
  disk: "PLM-DISK-001",
  diskWrite: "PLM-DISK-002",
  diskRead: "PLM-DISK-003",
  networkIn: "PLM-NETWORK-001",
  networkOut: "PLM-NETWORK-002",
  cpu: "PLM-CPU-001",
  memory: "PLM-MEMORY-001",
  replicas: "PLM-BROKER-001",
  fileHandles: "PLM-BROKER-002",
  memoryMaps: "PLM-BROKER-003",
};

function resourceRefusals(site: Site, candidate: Candidate): Refusal[] {
  const seen = new Set<ResourceName>();
  return excesses(candidate).flatMap(({ resource, utilisation, ofLimit }) => {
    if (seen.has(resource)) return [];
    seen.add(resource);
    const { value, limit } = site.capacities[resource];
    const capacity = value!; // a resource of unknown capacity has no strain
    return [
      {
        code: codes[resource],
        resource,
        needed: utilisation * capacity,
        available: limit * capacity,
        unit: candidate.loads.normal.uses[resource].unit,
        remedy: remedy(site, candidate.brokers, resource, ofLimit * capacity),
      },
    ];
  });
}

function clusterRefusals(site: Site, candidate: Candidate): Refusal[] {
  const { maxBrokersPerCluster, maxPartitionsPerCluster } = site.rules;
  const found: Refusal[] = [];
  const add = (code: string, resource: string, needed: number, rule: typeof maxBrokersPerCluster) => {
    const clusters = Math.ceil(needed / rule.value);
    const split = `split the topics over ${clusters} clusters, each with a workload of its own`;
    found.push({
      code,
      resource,
      needed,
      available: rule.value,
      unit: resource,
      remedy: `${split}, or set rules.${rule.name} to ${needed}`,
    });
  };
  if (candidate.brokers > maxBrokersPerCluster.value)
    add("PLM-CLUSTER-001", "brokers", candidate.brokers, maxBrokersPerCluster);
  if (!keepsPartitionLimit(candidate, site.rules)) {
    add("PLM-CLUSTER-002", "partitions", candidate.load.partitions.total, maxPartitionsPerCluster);
  }
  return found;
}

/** Why a worked-out cluster does not hold: each resource once, in its worse state, then the limits of a cluster. */
export const capacityRefusals = (site: Site, candidate: Candidate): Refusal[] => [
  ...resourceRefusals(site, candidate),
  ...clusterRefusals(site, candidate),
];
