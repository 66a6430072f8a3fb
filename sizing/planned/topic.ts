import { z } from "zod";
import { bytesPerSecond, fraction } from "./measures.ts";

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
