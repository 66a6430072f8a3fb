import { z } from "zod";
import { amount, block, count, positive } from "../../inputs/fields.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

const times = (about: string, example: number) =>
  z
    .int()
    .min(0)
    .max(1000)
    .meta({ description: about, examples: [example] });

const cacheSchema = block({
  entries: count("Entries of the cache, spread over the nodes and not replicated", 16_000_000, 1e12),
  entry: amount("bytes", "Key and value of an entry", "200 B"),
  requests: positive("Requests to the cache for each event", 1).default(1),
  buckets: count(
    "Values of the attribute that events are balanced by, such as a modulo; left out, many",
    100,
  ).optional(),
});
export type Cache = z.output<typeof cacheSchema>;

/** A NiFi flow, with a node-local Redis cache if it keeps one. */
export const nifiFlowSchema = block({
  ...trafficFields,
  processors: count("Processors that an event passes", 8, 1000),
  contentWrites: times("Processors that write the content, the one that receives it included", 2),
  eventsPerFlowFile: count("Events in a FlowFile", 1000).default(1),
  perCore: amount(
    "messagesPerSecond",
    "Events that a core takes through the whole flow, if measured",
    "20000 msg/s",
  ).optional(),
  hold: amount("duration", "Time for which content must wait while a destination is down", "2 h").optional(),
  rebalances: times("Times that an event moves to another node; once where a cache is balanced", 1).optional(),
  destinations: times("Systems that each event is sent to", 1).default(1),
  cache: cacheSchema.optional().meta({ description: "A Redis cache on each node" }),
}).superRefine((flow, context) => {
  checkTraffic(flow, context);
  if (flow.contentWrites <= flow.processors) return;
  const message = `is ${flow.contentWrites}, but only ${flow.processors} processors could write; write at most that`;
  context.addIssue({ code: "custom", path: ["contentWrites"], message });
});
export type NifiFlow = z.output<typeof nifiFlowSchema>;

const amountOf = z.number().nonnegative();

export const plannedFlow = z.strictObject({
  name: z.string().describe("Name of the flow"),
  messagesPerSecond: amountOf.describe("Events at the peak"),
  flowFilesPerSecond: amountOf.describe("FlowFiles that carry them"),
  cpuCores: amountOf.describe("Cores that all its processors take, over the whole cluster"),
  contentWriteBytesPerSecond: amountOf.describe("To the content repositories"),
  flowFileWriteBytesPerSecond: amountOf.describe("To the FlowFile repositories"),
  provenanceWriteBytesPerSecond: amountOf.describe("To the provenance repositories"),
  heldBytes: amountOf.describe("Content that waits while a destination is down"),
});

/** The cache of the flow of the same name; per-node figures are null without hosts. */
export const plannedCache = z.strictObject({
  name: z.string().describe("Name of its flow"),
  bytes: amountOf.describe("Memory that it takes over all nodes"),
  requestsPerSecond: amountOf.describe("Requests to it at the peak, over all nodes"),
  bytesPerNode: amountOf.nullable().describe("Memory that it takes on the busiest node; null without hosts"),
  bytesPerNodeDegraded: amountOf.nullable().describe("The same with the spare nodes lost; null without hosts"),
  entriesLost: amountOf
    .nullable()
    .describe("Lost with one node, since the cache is not replicated; null without hosts"),
  databaseRequestsPerSecond: amountOf
    .nullable()
    .describe("Requests that may reach the database behind the cache right after one node is lost; null without hosts"),
});
