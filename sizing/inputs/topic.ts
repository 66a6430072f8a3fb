import { z } from "zod";
import { compressionSchema } from "./compression.ts";
import { consumerSchema } from "./consumer.ts";
import { keyField, keysOfField } from "./field-keys.ts";
import { amount, block, count, quantity } from "./fields.ts";
import { hottestShare, type Keys, keysSchema } from "./keys.ts";
import { payloadFields } from "./payload.ts";
import type { DayShape } from "./profile.ts";
import { inBytes } from "./rate.ts";
import { largestSize, meanSize, sizesSchema } from "./sizes.ts";

const rates = ["messagesPerSecond", "bytesPerSecond"] as const;

const fields = block({
  name: z
    .string()
    .regex(/^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/, {
      error: "must be a topic name: letters, digits, `.`, `_` and `-`, at most 249",
    })
    .meta({ description: "Name of the topic", examples: ["network-events"] }),
  rate: quantity(
    rates,
    "Peak rate of the producers together, before compression; left out, it follows from the average",
    "485000 msg/s",
  ).optional(),
  average: quantity(
    rates,
    "Mean rate over a day, before compression; what retention keeps goes by it",
    "22 G msg/day",
  ).optional(),
  profile: z
    .array(z.number().min(0))
    .min(2)
    .max(1440)
    .optional()
    .meta({
      description: "Rates of equal stretches of the day, in any unit; the largest is the peak",
      examples: [[1, 1, 2, 4, 4, 3]],
    }),
  size: amount("bytes", "Mean size of a message before compression", "1361 B").optional(),
  sizes: sizesSchema.optional(),
  batch: amount("bytes", "Size of a producer's batch before compression", "16 KiB").optional(),
  retention: quantity(
    ["duration", "bytes"],
    "How long data is kept, or how much of it in each partition",
    "24 h",
  ).optional(),
  cleanup: z
    .enum(["delete", "compact", "compact,delete"])
    .default("delete")
    .meta({ description: "Old data is deleted, or compacted to the last message of each key" }),
  replication: count("Replicas of each partition", 3, 1000),
  minInsync: count("min.insync.replicas; 2 from three replicas on, else 1", 2).optional(),
  acks: z
    .literal(["all", 1, 0, "1", "0"], {
      error: ({ input }) => (String(input) === "-1" ? "is `-1`; write `all`, which says the same" : undefined),
    })
    .transform((acks) => String(acks) as "all" | "1" | "0")
    .default("all")
    .meta({ description: "What a producer waits for" }),
  idempotent: z
    .boolean()
    .optional()
    .meta({ description: "Idempotent producers; true with acks all unless said otherwise" }),
  dropAfter: amount(
    "duration",
    "Producers drop what has found no room for so long (max.block.ms); left out, it waits. The proof counts the drops against objectives.loss",
    "1 s",
  ).optional(),
  compression: compressionSchema
    .default({ codec: "none", onBroker: false })
    .meta({ description: "How messages are compressed where they are stored" }),
  keyed: z
    .boolean()
    .optional()
    .meta({ description: "Messages of a key stay in order, so partitions cannot be added later" }),
  keys: keysSchema.optional().meta({ description: "How messages are spread over keys" }),
  ...payloadFields,
  partitions: count("A fixed number of partitions; the plan says if it is too low", 660).optional(),
  perProducer: amount("bytesPerSecond", "What one producer can write to a partition", "10 MB/s").optional(),
  consumers: z.array(consumerSchema).default([]).meta({ description: "Consumer groups that read the topic" }),
});
type Fields = z.output<typeof fields>;

/** Keys of which a topic needs one or another, whatever else is wrong with it: the key and what to write. */
export function missingKeys(topic: Readonly<Record<string, unknown>>): [key: string, message: string][] {
  const none = (...keys: string[]) => keys.every((key) => topic[key] === undefined);
  const found: [string, string][] = [];
  if (none("rate", "average")) found.push(["rate", "is missing; write for example `485000 msg/s`"]);
  if (none("size", "sizes")) found.push(["size", "is missing; write for example `1361 B`"]);
  if (none("retention") && topic.cleanup !== "compact")
    found.push(["retention", "is missing; write for example `24 h`"]);
  return found;
}

/** Keys that contradict each other or miss each other, each with the path, what is wrong and what to write. */
function contradictions(topic: Fields): [path: PropertyKey[], message: string][] {
  const found: [PropertyKey[], string][] = missingKeys(topic).map(([key, message]) => [[key], message]);
  const refuse = (path: PropertyKey[], message: string) => found.push([path, message]);
  const { rate, average, profile, size, sizes, retention, cleanup, keyed, keys } = topic;
  if (rate !== undefined && average?.dimension === rate.dimension && average.value > rate.value)
    refuse(["average"], "is more than the peak `rate`; write at most that");
  if (average !== undefined && profile !== undefined)
    refuse(["profile"], "already tells the average of the peak `rate`; leave one of them out");
  if (rate === undefined && profile !== undefined) refuse(["profile"], "needs the peak; write `rate` as well");
  if (profile !== undefined && Math.max(...profile) === 0) refuse(["profile"], "is zero all day; write rates");
  if (size !== undefined && sizes !== undefined) refuse(["sizes"], "already tells the mean; leave `size` out");
  if (retention !== undefined && cleanup === "compact")
    refuse(["retention"], "has no meaning with `cleanup: compact`; leave it out, or write `cleanup: compact,delete`");
  const named = keys?.field === undefined ? undefined : keyField(topic.record, keys.field);
  if (named?.kind === "refused") refuse(["keys", "field"], named.message);
  if (cleanup !== "delete" && named?.kind === "found" && keysOfField(named.field).count === undefined)
    refuse(["keys", "field"], "has no end of values, so compaction would keep all; name another field");
  if (cleanup !== "delete" && keys?.count === undefined && named === undefined)
    refuse(["keys"], "are needed to know what compaction keeps; write for example `keys: { count: 16000000 }`");
  if (keyed === false && keys !== undefined) refuse(["keys"], "is told of a topic that is not keyed; leave one out");
  if (topic.record !== undefined && topic.lines !== undefined)
    refuse(["lines"], "already tell what stands in the messages; leave `record` out, or `lines`");
  if (topic.minInsync !== undefined && topic.minInsync > topic.replication)
    refuse(
      ["minInsync"],
      `is ${topic.minInsync}, more than the replication of ${topic.replication}; write at most ${topic.replication}`,
    );
  if (topic.idempotent === true && topic.acks !== "all")
    refuse(["idempotent"], `needs \`acks: all\`, not \`acks: ${topic.acks}\`; change one of them`);
  const groups = topic.consumers.map((consumer) => consumer.group);
  for (const [at, group] of groups.entries()) {
    if (groups.indexOf(group) < at)
      refuse(["consumers", at, "group"], `\`${group}\` stands here twice; name each group once`);
  }
  return found;
}

function dayShape({ rate, average, profile }: Fields, size: number): DayShape {
  if (profile !== undefined) {
    const peak = Math.max(...profile);
    return { kind: "profile", factors: profile.map((factor) => factor / peak) };
  }
  if (rate === undefined || average === undefined) return { kind: "constant" };
  return { kind: "mean", mean: Math.min(1, inBytes(average, size) / inBytes(rate, size)) };
}

/** The keys of a topic, with what the field that they are taken from tells of them. */
function keysOf({ keys, record }: Pick<Fields, "keys" | "record">): Keys | undefined {
  if (keys?.field === undefined) return keys;
  const named = keyField(record, keys.field);
  return named.kind === "found" ? { ...keys, ...keysOfField(named.field) } : keys;
}

/** A topic of a workload, with the defaults that depend on its other fields filled in. */
export const topicSchema = fields
  .superRefine((topic, context) => {
    for (const [path, message] of contradictions(topic)) context.addIssue({ code: "custom", path, message });
  })
  .transform(({ rate, average, profile, size, sizes, ...topic }) => {
    const mean = size ?? meanSize(sizes!); // one of the two is there, or the topic is refused above
    const keys = keysOf(topic);
    return {
      ...topic,
      keys,
      /** At the peak; the mean where `peakTold` is false. */
      rate: rate ?? average!,
      peakTold: rate !== undefined,
      day: dayShape({ ...topic, rate, average, profile, size, sizes }, mean),
      size: mean,
      sizes: sizes ?? [{ size: mean, share: 1 }],
      largestMessage: sizes === undefined ? null : largestSize(sizes),
      minInsync: topic.minInsync ?? (topic.replication >= 3 ? 2 : 1),
      idempotent: topic.idempotent ?? topic.acks === "all",
      keyed: topic.keyed ?? keys !== undefined,
      hottest: keys === undefined ? 0 : hottestShare(keys),
    };
  });
export type Topic = z.output<typeof topicSchema>;
