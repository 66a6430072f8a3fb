import { z } from "zod";
import { changedRule, plannedCalibration } from "./planned/calibration.ts";
import { plannedCluster } from "./planned/cluster.ts";
import { choice, cost } from "./planned/cost.ts";
import { plannedGrowth } from "./planned/growth.ts";
import { bytes, bytesPerSecond } from "./planned/measures.ts";
import { plannedRanges } from "./planned/ranges.ts";
import { refusal } from "./planned/refusal.ts";
import { reason } from "./reason.ts";
import { plannedService } from "./services/planned.ts";

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
