import { z } from "zod";
import { amount, block, count, positive, quantity, text } from "./fields.ts";

const consumer = block({
  group: text("Consumer group; each one reads the whole topic", "hdfs-sink"),
  perConsumer: amount("bytesPerSecond", "What one consumer of the group can read", "50 MB/s").optional(),
  count: count("Consumers wanted in the group; each needs a partition of its own", 14).optional(),
});

const compression = block({
  codec: z.enum(["none", "gzip", "snappy", "lz4", "zstd"]).meta({ description: "Codec of the producers" }),
  ratio: z
    .number()
    .min(1)
    .optional()
    .meta({ description: "Bytes before compression for each byte after it", examples: [3] }),
});

const fields = block({
  name: z
    .string()
    .regex(/^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/, {
      error: "must be a topic name: letters, digits, `.`, `_` and `-`, at most 249",
    })
    .meta({ description: "Name of the topic", examples: ["network-events"] }),
  rate: quantity(
    ["messagesPerSecond", "bytesPerSecond"],
    "Peak rate of the producers together, before compression",
    "485000 msg/s",
  ),
  size: amount("bytes", "Mean size of a message before compression", "1361 B"),
  retention: quantity(["duration", "bytes"], "How long data is kept, or how much of it in each partition", "24 h"),
  replication: count("Replicas of each partition", 3, 1000),
  minInsync: count("min.insync.replicas; 2 from three replicas on, else 1", 2).optional(),
  acks: z
    .literal(["all", 1, 0, "1", "0"])
    .transform((acks) => String(acks) as "all" | "1" | "0")
    .default("all")
    .meta({ description: "What a producer waits for" }),
  idempotent: z
    .boolean()
    .optional()
    .meta({ description: "Idempotent producers; true with acks all unless said otherwise" }),
  compression: compression.default({ codec: "none" }),
  keyed: z
    .boolean()
    .default(false)
    .meta({ description: "Messages of a key stay in order, so partitions cannot be added later" }),
  partitions: count("A fixed number of partitions; the plan says if it is too low", 660).optional(),
  perProducer: amount("bytesPerSecond", "What one producer can write to a partition", "10 MB/s").optional(),
  consumers: z.array(consumer).default([]),
});

/** A topic of a workload, with the defaults that depend on its other fields filled in. */
export const topicSchema = fields
  .superRefine((topic, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    if (topic.minInsync !== undefined && topic.minInsync > topic.replication) {
      refuse(
        ["minInsync"],
        `is ${topic.minInsync}, more than the replication of ${topic.replication}; write at most ${topic.replication}`,
      );
    }
    if (topic.idempotent === true && topic.acks !== "all") {
      refuse(["idempotent"], `needs \`acks: all\`, not \`acks: ${topic.acks}\`; change one of them`);
    }
    const groups = topic.consumers.map((consumer) => consumer.group);
    for (const [at, group] of groups.entries()) {
      if (groups.indexOf(group) < at)
        refuse(["consumers", at, "group"], `\`${group}\` stands here twice; name each group once`);
    }
  })
  .transform((topic) => ({
    ...topic,
    minInsync: topic.minInsync ?? (topic.replication >= 3 ? 2 : 1),
    idempotent: topic.idempotent ?? topic.acks === "all",
  }));
export type Topic = z.output<typeof topicSchema>;

/** Objectives to keep; a missing one is not asked for. */
export const objectivesSchema = block({
  lose: block({
    brokers: count("Brokers that may be lost at once", 1).optional(),
    racks: count("Racks that may be lost at once", 1).optional(),
    zones: count("Zones that may be lost at once; a zone is a rack", 1).optional(),
  }).default({}),
  loss: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: "Part of the acknowledged messages that may be lost", examples: [0] }),
  catchUp: block({
    outage: amount("duration", "How long the consumers were down", "1 h"),
    within: amount("duration", "Time in which they must have caught up", "2 h"),
  }).optional(),
  recoverBroker: amount("duration", "Time in which a lost broker must be rebuilt", "4 h").optional(),
  produceP99: amount("duration", "99th percentile of the produce latency", "50 ms").optional(),
});

/** Beyond this a growth is a slip of the pen. */
const mostGrowth = 1e6;

/** Growth of every rate: `factor` for each `over`, compounded up to `horizon`. */
export const growthSchema = block({
  factor: positive("Growth in one period", 2).min(1),
  over: amount("duration", "The period", "1 year"),
  horizon: amount("duration", "How far ahead the plan looks", "2 years"),
  enforce: z.boolean().default(false).meta({ description: "Judge the whole plan at the horizon" }),
}).superRefine(({ factor, over, horizon }, context) => {
  if (factor ** (horizon / over) <= mostGrowth) return;
  const message = `compounds to more than ${mostGrowth} times by the horizon; lower the factor or the horizon, or write a longer \`over\``;
  context.addIssue({ code: "custom", path: ["factor"], message });
});
export type Growth = z.output<typeof growthSchema>;
