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
  name: z.string().describe("Name of the topic"),
  partitions: z.int().positive().describe("Partitions, as many as rate, consumers and horizon ask for"),
  replication: z.int().positive().describe("Replicas of each partition"),
  minInsync: z.int().positive().describe("min.insync.replicas of the topic"),
  acks: z.enum(["all", "1", "0"]).describe("What producers wait for"),
  idempotent: z.boolean().describe("Whether producers are idempotent"),
  keyed: z.boolean().describe("Whether messages of a key stay in order"),
  compression: z.string().describe("Codec of what is stored"),
  compressedBy: z.enum(["producers", "brokers"]).describe("Who compresses"),
  cleanup: z.enum(["delete", "compact", "compact,delete"]).describe("What becomes of old data"),
  messagesPerSecond: z.number().nonnegative().describe("Peak rate"),
  messageBytes: z.number().positive().describe("Mean size of a message before compression"),
  retentionMs: z.number().positive().nullable().describe("retention.ms; null where it is kept by size or compacted"),
  retentionBytesPerPartition: z
    .number()
    .positive()
    .nullable()
    .describe("retention.bytes; null where it is kept by time"),
  segmentBytes: z.int().positive().describe("segment.bytes: data leaves the disk by whole segments"),
  consumers: z
    .array(
      z.strictObject({
        group: z.string().describe("Name of the consumer group"),
        perConsumerBytesPerSecond: bytesPerSecond
          .nullable()
          .describe("What one of its consumers reads at most; null where the workload does not say"),
      }),
    )
    .describe("Consumer groups that read the topic"),
  dropAfterMs: z
    .number()
    .positive()
    .nullable()
    .describe("After so long a message that finds no room is dropped; null where it waits"),
  lossBudget: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe("Part of the messages that may be lost or dropped; null where nothing was said"),
  day: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("constant").describe("The peak all day") }),
      z.strictObject({
        kind: z.literal("mean").describe("Only the mean of the day is known"),
        mean: fraction.describe("Mean rate of the day as a fraction of the peak"),
      }),
      z.strictObject({
        kind: z.literal("profile").describe("The rate is known through the day"),
        factors: z
          .array(fraction)
          .describe("Rates of equal stretches of the day in their order, as fractions of the peak"),
      }),
    ])
    .describe("How the rate goes through the day, relative to the peak"),
});
export type PlannedTopic = z.infer<typeof plannedTopic>;

export const perBroker = z.strictObject({
  networkInBytesPerSecond: bytesPerSecond.describe("From producers and leaders, at the peak"),
  networkOutBytesPerSecond: bytesPerSecond.describe("To consumers and followers, at the peak"),
  diskWriteBytesPerSecond: bytesPerSecond.describe("Written to the log, at the peak"),
  diskReadBytesPerSecond: bytesPerSecond.describe("Read by those too far behind for the page cache"),
  diskUsedBytes: bytes.describe("Held by all replicas of the broker"),
  cpuCores: z.number().nonnegative().describe("Cores in use at the peak"),
  heapBytes: bytes.describe("Heap of the broker"),
  pageCacheBytes: bytes.describe("Left of the memory for the page cache"),
  pageCacheReachSeconds: z
    .number()
    .nonnegative()
    .describe("How far behind the tail a reader may be before it reads from the disks"),
  partitions: z.number().nonnegative().describe("Leaders on the busiest broker"),
  replicas: z.number().nonnegative().describe("Replicas on the busiest broker"),
});
export type PerBroker = z.infer<typeof perBroker>;

export const clusterRole = z.enum(["main", "fronting", "consumer", "standby"]);
export type ClusterRole = z.infer<typeof clusterRole>;

/** The host of each broker, as the inventory or the catalogue has it, with the disks that are bought for it. */
export const brokerHost = z.strictObject({
  offer: z.string().describe("Its name in the catalogue, or `inventory`"),
  cores: z.number().positive().describe("Physical cores"),
  memoryBytes: bytes.describe("Memory"),
  networkBytesPerSecond: bytesPerSecond.describe("Speed of the network in each direction"),
  disks: z
    .array(
      z.strictObject({
        name: z.string().describe("Place, kind and arrangement of the group, such as `1-hdd-raid1`"),
        count: z.int().positive().describe("Disks of the group, mirrors and parity included"),
        sizeBytes: bytes.describe("Size of one disk"),
        writeBytesPerSecond: bytesPerSecond
          .nullable()
          .describe("Sequential write rate of one disk; null where it is not told"),
        iops: z.number().nonnegative().nullable().describe("Operations a second of one disk; null where not told"),
      }),
    )
    .describe("Groups of like disks for the log"),
});
export type BrokerHost = z.infer<typeof brokerHost>;

export const plannedCluster = z.strictObject({
  name: z.string().describe("Name of the cluster"),
  role: clusterRole.describe(
    "What it is for: `main` all topics; `fronting` what comes in; `consumer` what consumers read; `standby` a region that fails",
  ),
  kafka: z.string().describe("Version of Kafka"),
  brokers: z.int().positive().describe("Brokers of the cluster"),
  growsTo: z
    .int()
    .positive()
    .nullable()
    .describe("Brokers that a standby grows to when it takes over; null for other roles"),
  racks: z.array(z.string()).min(1).describe("Distinct racks; broker `i` stands in `racks[i % racks.length]`"),
  host: brokerHost.describe("Host of each broker"),
  logDirs: z.int().positive().describe("Log directories of a broker (one per mounted file system)"),
  metadata: z
    .strictObject({
      mode: z.enum(["zookeeper", "kraft"]).describe("Whether ZooKeeper or KRaft controllers keep the metadata"),
      nodes: z.int().positive().describe("Nodes of the ensemble or quorum, beside the brokers"),
      heapBytes: bytes.describe("Heap of a node"),
      diskBytes: bytes.describe("Disk of a node, for its log and snapshots"),
      failoverSeconds: z
        .number()
        .nonnegative()
        .describe("From the loss of a broker and the controller at once until the last partition has a leader again"),
    })
    .describe("The nodes that keep the metadata of the cluster"),
  topics: z.array(plannedTopic).describe("Topics with what is derived for them"),
  partitions: z.int().nonnegative().describe("Leaders: what the limit on partitions of a cluster counts"),
  replicas: z.int().nonnegative().describe("Replicas of all partitions"),
  perBroker: perBroker.describe("Load and use of the busiest broker with all of them there"),
  produceP99Seconds: z
    .strictObject({
      normal: z.number().positive().describe("99th percentile with all brokers there"),
      degraded: z.number().positive().describe("99th percentile after the planned loss"),
    })
    .optional()
    .describe("Estimated time in which a produced batch is acknowledged; left out where no producer waits for it"),
  utilisation: z
    .strictObject({
      normal: utilisation.describe("With all brokers there; null where the inventory does not tell the capacity"),
      degraded: utilisation.describe("Of the survivors of the planned loss; null where the capacity is not told"),
    })
    .describe("Use of each resource by the busiest broker at the peak, as a fraction of its physical capacity"),
  bottleneck: z
    .strictObject({
      resource: resourceName.describe("Which resource it is"),
      utilisation: fraction.describe("Its use as a fraction of the physical capacity"),
      state: loadState.describe("When it is so full: with all brokers there, or after the planned loss"),
    })
    .describe("The resource that is nearest to its limit"),
});
export type PlannedCluster = z.infer<typeof plannedCluster>;

export const refusal = z.strictObject({
  code: z.string().describe("Stable code, see errors.md"),
  resource: z.string().describe("What is short"),
  needed: z.number().describe("How much of it the workload takes"),
  available: z.number().describe("How much of it there is to use"),
  unit: z.string().describe("Unit of both"),
  remedy: z.string().describe("The nearest changes that would fit"),
});
/** Why no plan exists. A value, never an exception. */
export type Refusal = z.infer<typeof refusal>;

/** A month's cost of everything in the plan that has a price. */
export const cost = z.strictObject({
  currency: z.string().describe("Currency of every price"),
  perMonth: z.number().nonnegative().describe("Sum of the lines"),
  pricesAsOf: z.string().describe("Date of the prices"),
  lines: z
    .array(
      z.strictObject({
        name: z.string().describe("What is paid for, such as `hosts` or `storage`"),
        perMonth: z.number().nonnegative().describe("Its cost a month, over all clusters"),
      }),
    )
    .describe("What the sum is made of"),
});
export type Cost = z.infer<typeof cost>;

/** What was chosen from a catalogue, and what else it has: the offers that no other beats in both cost and headroom. */
export const choice = z.strictObject({
  offer: z.string().describe("Name of the offer that was chosen"),
  considered: z.int().positive().describe("Offers that were planned with"),
  unpriced: z.int().nonnegative().describe("Offers that were left out for want of a price"),
  frontier: z
    .array(
      z.strictObject({
        name: z.string().describe("Name of the offer"),
        clusters: z.int().positive().describe("Clusters that the workload takes on it"),
        brokers: z.int().positive().describe("Brokers of all these clusters"),
        perMonth: z
          .number()
          .nonnegative()
          .nullable()
          .describe("Of the brokers alone; null where the catalogue has no prices"),
        headroom: fraction.describe(
          "1 - utilisation / limit of the fullest resource; disks that can be bought later do not count",
        ),
      }),
    )
    .describe("Offers that no other beats in both cost and headroom, the cheapest first"),
});
export type Choice = z.infer<typeof choice>;

/** When growth passes the plan: each limit of each cluster with its day, the first first. */
export const plannedGrowth = z.strictObject({
  from: z.string().describe("The day of the rates as written, or `today`"),
  crossings: z
    .array(
      z.strictObject({
        name: z.string().describe("Cluster and resource, as keys of `explanation` have them"),
        cluster: z.string().describe("Name of the cluster"),
        resource: z.union([resourceName, z.literal("partitions")]).describe("Whose limit is passed"),
        afterDays: z
          .int()
          .nonnegative()
          .nullable()
          .describe("First day beyond the limit, counted from `from`; null where it is not passed in ten horizons"),
        date: z
          .string()
          .describe("That day, such as `2030-01-22`; empty where it is not passed, or growth.from is not told"),
        course: z
          .record(z.string(), z.number().nonnegative())
          .describe(
            "From a number of days to the part of the limit that is used then, up to the day it is passed; empty where it is not",
          ),
      }),
    )
    .describe("Each limit of each cluster with the day on which growth passes it, the first first"),
});
export type PlannedGrowth = z.infer<typeof plannedGrowth>;

/** Where the workload has ranges: what it takes at each end of them. */
export const plannedRanges = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        key: z.string().describe("Key of the workload, such as `topics.0.rate`"),
        low: z.string().describe("Lowest value, as written"),
        likely: z.string().describe("Likely value, as written"),
        high: z.string().describe("Highest value, as written"),
      }),
    )
    .describe("The values of the workload that are ranges"),
  plannedFor: z
    .enum(["low", "likely", "high"])
    .describe("The end that the plan is for: the likely one, or from a catalogue the one that is regretted least"),
  scenarios: z
    .array(
      z.strictObject({
        name: z.enum(["low", "likely", "high"]).describe("The end at which every range is taken"),
        verdict: z.enum(["planned", "refused"]).describe("Whether a plan exists for it"),
        refusal: z.string().describe("Code of the first refusal; empty where it is planned"),
        brokers: z.int().nonnegative().describe("Brokers of all clusters; 0 where it is refused"),
        perMonth: z
          .number()
          .nonnegative()
          .nullable()
          .describe("What everything with a price costs a month; null without prices"),
        regret: z
          .number()
          .nullable()
          .describe(
            "What the choice costs a month beyond the best offer when this end comes; null where nothing was chosen",
          ),
      }),
    )
    .describe("The workload at each end of its ranges, planned by itself"),
});
export type PlannedRanges = z.infer<typeof plannedRanges>;

/** A rule that has another value than by default. */
const changedRule = z.strictObject({
  rule: z.string().describe("Name of the rule; its unit is that of the rule"),
  value: z.number().describe("The value that the plan used"),
  default: z.number().describe("The value that the planner has for it"),
});

/** A measurement whose costs the plan used instead of the defaults. */
export const plannedCalibration = z.strictObject({
  name: z.string().describe("What was measured, as the calibration file says"),
  measured: z.string().describe("Day of the measurement"),
  source: z.string().describe("Where the measurement can be found"),
  costs: z.array(changedRule).describe("Rules whose values are from it"),
});
export type PlannedCalibration = z.infer<typeof plannedCalibration>;

export const planSchema = z.strictObject({
  schema: z.literal("plimsoll/plan@1").describe("Name and version of this form"),
  name: z.string().describe("Name of the system"),
  verdict: z.enum(["planned", "refused"]).describe("Whether a plan exists"),
  clusters: z.array(plannedCluster).describe("The clusters; none where it is refused"),
  totals: z
    .strictObject({
      brokers: z.int().nonnegative().describe("Brokers of all clusters"),
      clusters: z.int().nonnegative().describe("Clusters of every role"),
      partitions: z.int().nonnegative().describe("Leaders of all clusters"),
      replicas: z.int().nonnegative().describe("Replicas of all clusters"),
      metadataNodes: z.int().nonnegative().describe("ZooKeeper nodes or controllers"),
      storageBytes: bytes.describe("All replicas, before RAID"),
      ingressBytesPerSecond: bytesPerSecond.describe("From producers, at the peak"),
      egressBytesPerSecond: bytesPerSecond.describe("To consumers, at the peak"),
      messagesPerSecond: z.number().nonnegative().describe("From producers, at the peak"),
    })
    .describe("Sums over all clusters; 0 where it is refused"),
  cost: cost.nullable().describe("What everything with a price costs in a month; null without prices"),
  choice: choice.nullable().describe("What was chosen from a catalogue; null where the inventory has hosts"),
  services: z.array(plannedService).describe("What stands around Kafka"),
  growth: plannedGrowth.nullable().describe("When growth passes each limit; null where the workload does not grow"),
  ranges: plannedRanges
    .nullable()
    .describe("What the ranges of the workload come to; null where every value of it is told"),
  refusals: z.array(refusal).describe("Why no plan exists; none where one does"),
  explanation: z
    .record(z.string(), reason)
    .describe("From a key such as `clusters.main.brokers` to the reason for that number"),
  calibration: plannedCalibration
    .nullable()
    .describe("The measurement whose costs were used; null where the defaults were"),
  overrides: z.array(changedRule).describe("Rules that the workload sets otherwise"),
  assumed: z
    .array(
      z.strictObject({
        key: z.string().describe("Key of the workload, such as `topics.0.retention`"),
        value: z.string().describe("The value used, in the unit of that key"),
      }),
    )
    .describe("Inputs that the user marked as assumed, with the value used"),
  warnings: z
    .array(z.string())
    .describe("Things a reader should know: a partition count fixed too low, a resource not checked"),
  sources: z.array(z.string()).describe("Sources of the rules that the plan follows"),
});
export type Plan = z.infer<typeof planSchema>;
