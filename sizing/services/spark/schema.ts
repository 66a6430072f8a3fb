import { z } from "zod";
import { amount, block, count, quantity } from "../../inputs/fields.ts";
import { backlogSchema } from "../backlog.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

/** A Spark Streaming job: micro-batches, read by receivers or, without them, directly from the partitions. */
export const sparkJobSchema = block({
  ...trafficFields,
  batch: amount("duration", "Batch interval", "30 s"),
  perCore: quantity(["bytesPerSecond", "messagesPerSecond"], "What one core processes", "5 MB/s").optional(),
  cores: count("A fixed number of cores, those of the receivers included", 8).optional(),
  receivers: count("Receivers, each on a core of its own; left out, the stream is direct", 2).optional(),
  wal: z.boolean().default(false).meta({ description: "The receivers' write-ahead log" }),
  backlog: backlogSchema.optional().meta({ description: "What it must catch up with" }),
}).superRefine((job, context) => {
  checkTraffic(job, context);
  const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
  if (job.wal && job.receivers === undefined) {
    refuse("wal", "needs `receivers`: a direct stream reads again from Kafka and has no write-ahead log");
  }
  if (job.cores !== undefined && job.receivers !== undefined && job.cores <= job.receivers) {
    refuse("cores", `is ${job.cores}, all taken by ${job.receivers} receivers; write more, one to process at least`);
  }
});
export type SparkJob = z.output<typeof sparkJobSchema>;

export const plannedSparkJob = z.strictObject({
  name: z.string().describe("Name of the job"),
  cores: z.int().positive().describe("Of the executors, those of the receivers included"),
  processingSeconds: z.number().nonnegative().describe("Time that a batch takes at the peak, or while catching up"),
  tasksPerBatch: z
    .number()
    .positive()
    .nullable()
    .describe("Tasks of a batch; null for a direct stream of a job without a topic"),
  batchBytes: z.number().nonnegative().describe("What comes in during a batch interval"),
  walBytesPerSecond: z.number().nonnegative().describe("The write-ahead log in all its replicas; 0 without one"),
  walBytesPerDay: z.number().nonnegative().describe("What the log writes in a day, in all its replicas"),
  walHeldBytes: z.number().nonnegative().describe("What the log holds at once, in all its replicas"),
  catchUpSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Time until the backlog is gone at full speed; null for a job without one"),
});
