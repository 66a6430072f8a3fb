import { z } from "zod";
import { amount, block, count } from "../../inputs/fields.ts";
import type { Bytes, Seconds } from "../../units/dimensions.ts";
import { backlogSchema } from "../backlog.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

/** A roll that may be switched off with 0, as Flume writes it. */
const orNever = <Amount extends z.ZodType<number>>(amount: Amount, about: string, example: string) =>
  z
    .union([z.literal(0), amount], {
      error: ({ input }) => `is \`${input}\`; write for example \`${example}\`, or \`0\` for never`,
    })
    .meta({ description: about, examples: [example] });

const channelSchema = block({
  capacity: count("Events that the memory channel holds", 10_000, 1e9),
  transactionCapacity: count("Events of one put or take", 1000, 1e9),
});

// Left out, these are Flume's own defaults.
const sinkSchema = block({
  rollCount: z
    .int()
    .min(0)
    .default(10)
    .meta({ description: "Events of a file, or 0", examples: [100] }),
  rollSize: orNever(amount("bytes", "Size of a file", "128 MB"), "Size of a file, or 0", "128 MB").default(
    1024 as Bytes,
  ),
  rollInterval: orNever(amount("duration", "Age of a file", "10 min"), "Age of a file, or 0", "10 min").default(
    30 as Seconds,
  ),
  batch: count("Events that the sink takes at once", 100, 1e9).default(100),
});

/** A group of like Flume agents: Kafka source, memory channel, HDFS sink. */
export const flumeFlowSchema = block({
  ...trafficFields,
  perAgent: amount("messagesPerSecond", "Events that one agent moves", "30000 msg/s").optional(),
  agents: count("A fixed number of agents", 3, 100_000).optional(),
  batchSize: count("Events of a batch of the source", 1000, 1e9).default(1000),
  batchDuration: amount("duration", "Longest wait for a batch to fill", "1 s").default(1 as Seconds),
  channel: channelSchema.meta({ description: "Memory channel of an agent" }),
  sink: sinkSchema.meta({ description: "HDFS sink of an agent: when it closes a file" }),
  backlog: backlogSchema.optional().meta({ description: "What it must catch up with" }),
}).superRefine((flow, context) => {
  checkTraffic(flow, context);
  const { capacity, transactionCapacity } = flow.channel;
  const atMost = (path: string[], value: number, limit: number, of: string) => {
    if (value <= limit) return;
    const message = `is ${value}, more than ${of} of ${limit}; Flume does not start so. Write at most that`;
    context.addIssue({ code: "custom", path, message });
  };
  atMost(["channel", "transactionCapacity"], transactionCapacity, capacity, "the channel's capacity");
  atMost(["batchSize"], flow.batchSize, transactionCapacity, "the channel's transactionCapacity");
  atMost(["sink", "batch"], flow.sink.batch, transactionCapacity, "the channel's transactionCapacity");
  const { rollCount, rollSize, rollInterval } = flow.sink;
  if (rollCount === 0 && rollSize === 0 && rollInterval === 0) {
    context.addIssue({
      code: "custom",
      path: ["sink"],
      message: "never rolls a file, so none would be closed; set one roll",
    });
  }
});
export type FlumeFlow = z.output<typeof flumeFlowSchema>;

const amountOf = z.number().nonnegative();

export const plannedFlumeFlow = z.strictObject({
  name: z.string().describe("Name of the flow"),
  agents: z.int().positive().describe("Agents of the group"),
  agentLimit: z.int().positive().nullable().describe("Partitions of the topic: more agents stay idle"),
  messagesPerSecondPerAgent: amountOf.describe("Events of one agent at the peak"),
  batchSeconds: amountOf.describe("Until a batch of the source is full, or its longest wait"),
  channelSeconds: amountOf.describe("Time for which the channel takes events while the sink stands still"),
  channelBytes: amountOf.describe("Events of one full channel, without their headers"),
  heapBytesPerAgent: amountOf.describe("Heap of an agent, with its channel full"),
  eventsAtRisk: amountOf.describe("In the channels of all agents; a memory channel loses them with its agent"),
  filesPerSecond: amountOf.describe("Files that the sinks of all agents close in HDFS at the peak"),
  fileBytes: amountOf.describe("Mean size of these files"),
  namenodeHeapBytesPerDay: amountOf.describe("Heap of the NameNode that the files of a day at the peak take"),
  catchUpSeconds: amountOf
    .nullable()
    .describe("Time until the backlog is gone at full speed; null for a job without one"),
});
