import { z } from "zod";
import { amount, block, count, positive, quantity } from "../../inputs/fields.ts";
import { backlogSchema } from "../backlog.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

const stateSchema = block({
  keys: count("Keys that have state at once", 16_000_000, 1e12),
  bytesPerKey: amount("bytes", "State of a key in one window, serialised", "40 B"),
  windows: count("Windows that are open at once: length / slide", 5).default(1),
  backend: z.enum(["rocksdb", "heap"]).default("rocksdb").meta({ description: "Where the state is kept" }),
  checkpoint: amount("duration", "Time between checkpoints", "1 min"),
  changed: z
    .number()
    .positive()
    .max(1)
    .default(1)
    .meta({
      description: "Part of the state that an incremental checkpoint writes; 1 for a full one",
      examples: [0.2],
    }),
});

/** A Flink job. */
export const flinkJobSchema = block({
  ...trafficFields,
  perSlot: quantity(["messagesPerSecond", "bytesPerSecond"], "What one slot processes", "10000 msg/s").optional(),
  state: stateSchema.optional().meta({ description: "What the job remembers of its keys" }),
  shuffles: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .meta({ description: "Times that events are dealt anew by key; once where there is state", examples: [1] }),
  ratio: positive("Bytes sent to sinks for each byte read", 0.1).default(1),
  backlog: backlogSchema.optional().meta({ description: "What it must catch up with" }),
}).superRefine(checkTraffic);
export type FlinkJob = z.output<typeof flinkJobSchema>;

export const plannedFlinkJob = z.strictObject({
  name: z.string().describe("Name of the job"),
  slots: z.int().positive().describe("Slots that its work takes"),
  stateBytes: z.number().nonnegative().describe("State of all its keys in all open windows; 0 for a job without any"),
  checkpointBytesPerSecond: z
    .number()
    .nonnegative()
    .describe("To the checkpoints' store, averaged over the time between two"),
  catchUpSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Time until the backlog is gone at full speed; null for a job without one"),
});
