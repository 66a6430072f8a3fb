import { z } from "zod";
import { reason } from "./reason.ts";
import { plannedService } from "./services/planned.ts";

const fraction = z.number().nonnegative();
const bytes = z.number().nonnegative();
const bytesPerSecond = z.number().nonnegative();

/** The resources of a broker whose use the planner follows, in the order in which reports show them. */
export const resourceNames = [
  "disk",
  "diskWrite",
  "diskRead",
  "networkIn",
  "networkOut",
  "cpu",
  "memory",
  "replicas",
  "fileHandles",
  "memoryMaps",
] as const;
export const resourceName = z.enum(resourceNames);
export type ResourceName = z.infer<typeof resourceName>;

/** Use of each resource as a fraction of its physical capacity; null where the inventory does not tell the capacity. */
export const utilisation = z.record(resourceName, fraction.nullable());
export type Utilisation = z.infer<typeof utilisation>;

export const loadState = z.enum(["normal", "degraded"]);
export type LoadState = z.infer<typeof loadState>;

export const plannedTopic = z.strictObject({
  name: z.string(),
  partitions: z.int().positive(),
  replication: z.int().positive(),
  minInsync: z.int().positive(),
  acks: z.enum(["all", "1", "0"]),
  idempotent: z.boolean(),
  keyed: z.boolean(),
  compression: z.string(),
  compressedBy: z.enum(["producers", "brokers"]),
  cleanup: z.enum(["delete", "compact", "compact,delete"]),
  messagesPerSecond: z.number().nonnegative(),
  messageBytes: z.number().positive(),
  retentionMs: z.number().positive().nullable(),
  retentionBytesPerPartition: z.number().positive().nullable(),
  segmentBytes: z.int().positive(),
  consumers: z.array(z.strictObject({ group: z.string(), perConsumerBytesPerSecond: bytesPerSecond.nullable() })),
  /** After so long a message that finds no room is dropped; null where it waits. */
  dropAfterMs: z.number().positive().nullable(),
  /** Part of the messages that may be lost or dropped; null where nothing was said. */
  lossBudget: z.number().min(0).max(1).nullable(),
  /** How the rate goes through the day, relative to the peak. */
  day: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("constant") }),
    z.strictObject({ kind: z.literal("mean"), mean: fraction }),
    z.strictObject({ kind: z.literal("profile"), factors: z.array(fraction) }),
  ]),
});
export type PlannedTopic = z.infer<typeof plannedTopic>;

export const perBroker = z.strictObject({
  networkInBytesPerSecond: bytesPerSecond,
  networkOutBytesPerSecond: bytesPerSecond,
  diskWriteBytesPerSecond: bytesPerSecond,
  diskReadBytesPerSecond: bytesPerSecond,
  diskUsedBytes: bytes,
  cpuCores: z.number().nonnegative(),
  heapBytes: bytes,
  pageCacheBytes: bytes,
  /** How far behind the tail a reader may be before it reads from the disks. */
  pageCacheReachSeconds: z.number().nonnegative(),
  partitions: z.number().nonnegative(),
  replicas: z.number().nonnegative(),
});
export type PerBroker = z.infer<typeof perBroker>;

export const clusterRole = z.enum(["main", "fronting", "consumer", "standby"]);
export type ClusterRole = z.infer<typeof clusterRole>;

/** The host of each broker, as the inventory or the catalogue has it, with the disks that are bought for it. */
export const brokerHost = z.strictObject({
  /** Its name in the catalogue, or `inventory`. */
  offer: z.string(),
  cores: z.number().positive(),
  memoryBytes: bytes,
  networkBytesPerSecond: bytesPerSecond,
  disks: z.array(
    z.strictObject({
      name: z.string(),
      count: z.int().positive(),
      sizeBytes: bytes,
      /** Of each; null where it is not told. */
      writeBytesPerSecond: bytesPerSecond.nullable(),
      iops: z.number().nonnegative().nullable(),
    }),
  ),
});
export type BrokerHost = z.infer<typeof brokerHost>;

export const plannedCluster = z.strictObject({
  name: z.string(),
  role: clusterRole,
  kafka: z.string(),
  brokers: z.int().positive(),
  /** Brokers that a standby grows to when it takes over; null for other roles. */
  growsTo: z.int().positive().nullable(),
  /** Distinct racks; broker `i` stands in `racks[i % racks.length]`. */
  racks: z.array(z.string()).min(1),
  host: brokerHost,
  /** Log directories of a broker (one per mounted file system). */
  logDirs: z.int().positive(),
  metadata: z.strictObject({
    mode: z.enum(["zookeeper", "kraft"]),
    nodes: z.int().positive(),
    heapBytes: bytes,
    diskBytes: bytes,
    /** From the loss of a broker and the controller at once until the last partition has a leader again. */
    failoverSeconds: z.number().nonnegative(),
  }),
  topics: z.array(plannedTopic),
  /** Leaders: what the limit on partitions of a cluster counts. */
  partitions: z.int().nonnegative(),
  replicas: z.int().nonnegative(),
  perBroker,
  /** Estimated time in which a produced batch is acknowledged; left out where no producer waits for it. */
  produceP99Seconds: z.strictObject({ normal: z.number().positive(), degraded: z.number().positive() }).optional(),
  utilisation: z.strictObject({ normal: utilisation, degraded: utilisation }),
  bottleneck: z.strictObject({ resource: resourceName, utilisation: fraction, state: loadState }),
});
export type PlannedCluster = z.infer<typeof plannedCluster>;

export const refusal = z.strictObject({
  code: z.string(),
  resource: z.string(),
  needed: z.number(),
  available: z.number(),
  unit: z.string(),
  remedy: z.string(),
});
/** Why no plan exists. A value, never an exception. */
export type Refusal = z.infer<typeof refusal>;

/** A month's cost of everything in the plan that has a price. */
export const cost = z.strictObject({
  currency: z.string(),
  perMonth: z.number().nonnegative(),
  pricesAsOf: z.string(),
  lines: z.array(z.strictObject({ name: z.string(), perMonth: z.number().nonnegative() })),
});
export type Cost = z.infer<typeof cost>;

/** What was chosen from a catalogue, and what else it has: the offers that no other beats in both cost and headroom. */
export const choice = z.strictObject({
  offer: z.string(),
  considered: z.int().positive(),
  unpriced: z.int().nonnegative(),
  frontier: z.array(
    z.strictObject({
      name: z.string(),
      clusters: z.int().positive(),
      brokers: z.int().positive(),
      /** Of the brokers alone; null where the catalogue has no prices. */
      perMonth: z.number().nonnegative().nullable(),
      headroom: fraction,
    }),
  ),
});
export type Choice = z.infer<typeof choice>;

/** When growth passes the plan: each limit of each cluster with its day, the first first. */
export const plannedGrowth = z.strictObject({
  /** The day of the rates as written, or `today`. */
  from: z.string(),
  crossings: z.array(
    z.strictObject({
      name: z.string(),
      cluster: z.string(),
      resource: z.union([resourceName, z.literal("partitions")]),
      /** Null where the limit is not passed in ten horizons. */
      afterDays: z.int().nonnegative().nullable(),
      /** Empty where it is not passed, or growth.from is not told. */
      date: z.string(),
    }),
  ),
});
export type PlannedGrowth = z.infer<typeof plannedGrowth>;

/** Where the workload has ranges: what it takes at each end of them. */
export const plannedRanges = z.strictObject({
  keys: z.array(z.strictObject({ key: z.string(), low: z.string(), likely: z.string(), high: z.string() })),
  /** The end that the plan is for: the likely one, or from a catalogue the one that is regretted least. */
  plannedFor: z.enum(["low", "likely", "high"]),
  scenarios: z.array(
    z.strictObject({
      name: z.enum(["low", "likely", "high"]),
      verdict: z.enum(["planned", "refused"]),
      /** Code of the first refusal; empty where it is planned. */
      refusal: z.string(),
      brokers: z.int().nonnegative(),
      perMonth: z.number().nonnegative().nullable(),
      /** A month; null where nothing was chosen. */
      regret: z.number().nullable(),
    }),
  ),
});
export type PlannedRanges = z.infer<typeof plannedRanges>;

/** A measurement whose costs the plan used instead of the defaults. */
export const plannedCalibration = z.strictObject({
  name: z.string(),
  measured: z.string(),
  source: z.string(),
  costs: z.array(z.strictObject({ rule: z.string(), value: z.number(), default: z.number() })),
});
export type PlannedCalibration = z.infer<typeof plannedCalibration>;

export const planSchema = z.strictObject({
  schema: z.literal("plimsoll/plan@1"),
  name: z.string(),
  verdict: z.enum(["planned", "refused"]),
  clusters: z.array(plannedCluster),
  totals: z.strictObject({
    brokers: z.int().nonnegative(),
    clusters: z.int().nonnegative(),
    partitions: z.int().nonnegative(),
    replicas: z.int().nonnegative(),
    metadataNodes: z.int().nonnegative(),
    /** All replicas, before RAID. */
    storageBytes: bytes,
    ingressBytesPerSecond: bytesPerSecond,
    egressBytesPerSecond: bytesPerSecond,
    messagesPerSecond: z.number().nonnegative(),
  }),
  cost: cost.nullable(),
  choice: choice.nullable(),
  services: z.array(plannedService),
  growth: plannedGrowth.nullable(),
  /** Null where every value of the workload is told. */
  ranges: plannedRanges.nullable(),

  refusals: z.array(refusal),
  /** From a key such as `clusters.main.brokers` to the reason for that number. */
  explanation: z.record(z.string(), reason),
  /** Rules that the user set otherwise. */
  /** Null where the defaults were used. */
  calibration: plannedCalibration.nullable(),
  overrides: z.array(z.strictObject({ rule: z.string(), value: z.number(), default: z.number() })),
  /** Inputs that the user marked as assumed, with the value used. */
  assumed: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  /** Things a reader should know: a partition count fixed too low, a resource not checked. */
  warnings: z.array(z.string()),
  sources: z.array(z.string()),
});
export type Plan = z.infer<typeof planSchema>;
