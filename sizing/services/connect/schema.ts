import { z } from "zod";
import { amount, block, count, positive, quantity } from "../../inputs/fields.ts";
import { backlogSchema } from "../backlog.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

/** A Kafka Connect connector: a sink reads a topic, a source writes one. */
export const connectorSchema = block({
  ...trafficFields,
  direction: z.enum(["source", "sink"]).meta({ description: "Into Kafka or out of it", examples: ["sink"] }),
  perTask: quantity(["bytesPerSecond", "messagesPerSecond"], "What one task moves", "5 MB/s").optional(),
  tables: count("Tables or files of a source; each is read by one task", 3).optional(),
  poll: amount("duration", "How often a source asks each table for new rows", "10 s").optional(),
  ratio: positive("Bytes written for each byte read", 0.25).default(1),
  backlog: backlogSchema.optional().meta({ description: "What it must catch up with" }),
}).superRefine((connector, context) => {
  checkTraffic(connector, context);
  if (connector.direction === "source") return;
  for (const key of ["tables", "poll"] as const) {
    if (connector[key] === undefined) continue;
    const message = "is for sources; a sink is limited by the partitions of its topic. Remove it";
    context.addIssue({ code: "custom", path: [key], message });
  }
});
export type Connector = z.output<typeof connectorSchema>;

export const plannedConnector = z.strictObject({
  name: z.string().describe("Name of the connector"),
  direction: z.enum(["source", "sink"]).describe("Into Kafka, or out of it"),
  tasks: z.int().positive().describe("Tasks that its work takes"),
  taskLimit: z.int().positive().nullable().describe("Partitions or tables: more tasks stay idle"),
  bytesPerSecondPerTask: z.number().nonnegative().describe("What each task moves at the peak"),
  catchUpSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Time until the backlog is gone at full speed; null for a job without one"),
  messagesPerPoll: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Rows that a poll brings back at the peak; null where it does not poll"),
  queriesPerSecond: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Queries that the source's database answers; null where it does not poll"),
});
