import type { Basis } from "../derivation.ts";
import type { LoadState, ResourceName } from "../planned/resource.ts";
import type { Rule } from "../rules/rule.ts";
import { type Candidate, excesses, type Site, withinLimits } from "./candidate.ts";
import type { Demand } from "./demand.ts";
import { produceP99 } from "./latency.ts";
import { memoryFor } from "./memory.ts";

interface Passed<Resource extends string> {
  readonly code: string;
  readonly resource: Resource;
  readonly state: LoadState;
  readonly needed: number;
  readonly available: number;
  readonly unit: string;
  /** The rule behind the limit. */
  readonly rule: Basis;
}

/** A limit that a cluster passes: that of a broker's resource, or one of the cluster itself. */
export type Shortage =
  | (Passed<ResourceName> & {
      readonly of: "broker";
      /** What a host must have for the use to stay within its limit. */
      readonly capacityNeeded: number;
    })
  | (Passed<"brokers" | "partitions" | "hottestKey"> & { readonly of: "cluster" })
  /** An objective that an estimate passes. */
  | (Passed<"produceP99"> & { readonly of: "latency" });

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

function ofBrokers({ capacities, rules }: Site, candidate: Candidate): Shortage[] {
  const seen = new Set<ResourceName>();
  return excesses(candidate).flatMap(({ resource, state, ofLimit }): Shortage[] => {
    if (seen.has(resource)) return [];
    seen.add(resource);
    const { value, limit, rule } = capacities[resource];
    const capacity = value!; // a resource of unknown capacity has no strain
    const { value: needed, unit } = candidate.states.uses[state][resource];
    const { heapBytes } = candidate.states.normal.perBroker;
    // More memory brings more heap on a small host, so that the need of memory alone does not grow in proportion.
    const capacityNeeded =
      resource === "memory" ? memoryFor(needed - heapBytes.value, limit, rules) : ofLimit * capacity;
    const amounts = { needed, available: limit * capacity, capacityNeeded };
    return [{ of: "broker", code: codes[resource], resource, state, ...amounts, unit, rule }];
  });
}

/** Bytes per second of the most frequent key of a topic, all of which one partition takes. */
const hottestKey = ({ topic, partitionNeed }: Demand): number => topic.hottest * partitionNeed.bytesPerSecond;

/** The hottest key of all topics, bytes per second. */
export const hottestOf = (demands: readonly Demand[]): number =>
  demands.reduce((most, demand) => Math.max(most, hottestKey(demand)), 0);

function ofCluster({ rules, demands }: Site, candidate: Candidate): Shortage[] {
  const passed = (
    code: string,
    resource: "brokers" | "partitions" | "hottestKey",
    needed: number,
    rule: Rule,
    unit: string = resource,
  ): Shortage[] => {
    if (needed <= rule.value) return [];
    return [{ of: "cluster", code, resource, state: "normal", needed, available: rule.value, unit, rule }];
  };
  const hottest = hottestOf(demands);
  return [
    ...passed("PLM-CLUSTER-001", "brokers", candidate.brokers, rules.maxBrokersPerCluster),
    ...passed("PLM-CLUSTER-002", "partitions", candidate.layout.normal.partitions.total, rules.maxPartitionsPerCluster),
    ...passed("PLM-PARTITION-001", "hottestKey", hottest, rules.bytesPerSecondPerPartition, "B/s"),
  ];
}

const objective: Basis = { name: "produceP99", source: "workload: objectives.produceP99, against an estimate" };

function ofLatency(site: Site, candidate: Candidate): Shortage[] {
  const available = site.workload.objectives.produceP99;
  if (available === undefined) return [];
  for (const state of ["normal", "degraded"] as const) {
    const needed = produceP99(site, candidate, state)?.value ?? 0;
    if (needed > available)
      return [
        {
          of: "latency",
          code: "PLM-LATENCY-001",
          resource: "produceP99",
          state,
          needed,
          available,
          unit: "s",
          rule: objective,
        },
      ];
  }
  return [];
}

/** The limits that a worked-out cluster passes: each resource once, in its worse state, then those of the cluster. */
export const shortagesOf = (site: Site, candidate: Candidate): Shortage[] => [
  ...ofBrokers(site, candidate),
  ...ofCluster(site, candidate),
  ...ofLatency(site, candidate),
];

/** True where a worked-out cluster keeps every limit. */
export const fits = (site: Site, candidate: Candidate): boolean =>
  withinLimits(candidate) && ofCluster(site, candidate).length === 0 && ofLatency(site, candidate).length === 0;
