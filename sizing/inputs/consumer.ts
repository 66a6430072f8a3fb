import { z } from "zod";
import { amount, block, count, text } from "./fields.ts";

/** A consumer group of a topic. */
export const consumerSchema = block({
  group: text("Consumer group; each one reads the whole topic", "hdfs-sink"),
  perConsumer: amount("bytesPerSecond", "What one consumer of the group can read", "50 MB/s").optional(),
  count: count("Consumers wanted in the group; each needs a partition of its own", 14).optional(),
  lag: amount("duration", "How far behind the tail the group usually reads", "30 s").optional(),
  history: z
    .number()
    .min(0)
    .max(1000)
    .default(0)
    .meta({
      description: "Bytes that the group rereads from long ago, for each byte that is written",
      examples: [0.1],
    }),
});
export type Consumer = z.output<typeof consumerSchema>;
