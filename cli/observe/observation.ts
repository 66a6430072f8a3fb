import { z } from "zod";
import { workloadSchema } from "../../sizing/index.ts";
import { codecs } from "../../sizing/inputs/compression.ts";

const messages = z.number().nonnegative();
const bytes = z.number().nonnegative();

const sampleSchema = z.strictObject({
  messages: messages.describe("Messages that were fetched"),
  batches: z.int().nonnegative().describe("Batches that they came in"),
  messageBytes: bytes.describe("Keys and values, before compression"),
  recordBytes: bytes.describe("Whole records, before compression"),
  storedBytes: bytes.describe("Whole records, as they are stored"),
  codec: z.enum(codecs).describe("Codec of the last batch"),
  keyed: messages.describe("Messages that have a key"),
});
/** Messages that were fetched from the end of a topic. */
export type Sample = z.infer<typeof sampleSchema>;

const groupSchema = z.strictObject({
  group: z.string().describe("Name of the group"),
  consumers: z
    .int()
    .nonnegative()
    .nullable()
    .describe("Members that have a partition of the topic; null where the group does not tell"),
  lagMessages: messages.describe("Behind the end of the topic, at the end of the observation"),
  readMessages: messages.describe("Read between its beginning and its end"),
});
/** A consumer group of a topic. */
export type ObservedGroup = z.infer<typeof groupSchema>;

const topicSchema = z.strictObject({
  name: z.string().describe("Name of the topic"),
  partitions: z.int().positive().describe("Partitions"),
  replication: z.int().positive().describe("Replicas of a partition"),
  settings: z
    .record(z.string(), z.string())
    .nullable()
    .describe("Settings such as `retention.ms`; null where they could not be read"),
  messages: messages.describe("In the log at the end of the observation"),
  writtenMessages: messages.describe("Written between its beginning and its end"),
  sample: sampleSchema.nullable().describe("Of the last messages; null where none could be fetched"),
  groups: z.array(groupSchema).describe("Consumer groups that have read it"),
});
export type ObservedTopic = z.infer<typeof topicSchema>;

const unreadSchema = z.strictObject({
  what: z.enum(["settings of brokers", "settings of topics", "offsets of consumer groups", "messages of topics"]),
  names: z.array(z.string()).min(1).describe("Of which brokers, topics or groups"),
});
/** What the cluster did not give, most often for want of rights. */
export type Unread = z.infer<typeof unreadSchema>;

const observationSchema = z.strictObject({
  bootstrap: z.array(z.string()).describe("Brokers that were asked"),
  brokers: z.int().positive().describe("Brokers of the cluster"),
  metadata: z.enum(["zookeeper", "kraft"]).nullable().describe("What keeps the metadata; null where no broker tells"),
  release: z.string().nullable().describe("As far as the brokers tell, such as `3.9`; null where they do not"),
  tls: z.boolean().describe("Whether the brokers were reached by TLS"),
  seconds: z.number().positive().describe("Time between the two readings"),
  topics: z.array(topicSchema).describe("All but Kafka's own"),
  unread: z.array(unreadSchema).describe("What the cluster did not give, most often for want of rights"),
});
/** What was seen of a running cluster. */
export type Observation = z.infer<typeof observationSchema>;

/** What `plimsoll observe --json` prints. */
export const observedSchema = z.strictObject({
  schema: z.literal("plimsoll/observation@1").describe("Name and version of this form"),
  workload: workloadSchema.describe("The draft, as a workload file has it"),
  seen: observationSchema.describe("What it was made from"),
});
