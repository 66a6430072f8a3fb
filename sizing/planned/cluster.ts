import { z } from "zod";
import { brokerHost, perBroker } from "./broker.ts";
import { bytes, fraction } from "./measures.ts";
import { loadState, resourceName, utilisation } from "./resource.ts";
import { plannedTopic } from "./topic.ts";

export const clusterRole = z.enum(["main", "fronting", "consumer", "standby"]);
export type ClusterRole = z.infer<typeof clusterRole>;

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
