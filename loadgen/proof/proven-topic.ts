import { z } from "zod";
import { latency } from "./latency.ts";

const perSecond = z.number().nonnegative();

/** A topic of the run, beside what was planned of it. */
export const provenTopic = z.strictObject({
  name: z.string(),
  topic: z.string(),
  partitions: z.int(),
  plannedPartitions: z.int(),
  replication: z.int(),
  acks: z.string(),
  idempotent: z.boolean(),
  messageBytes: z.number(),
  /** What was due in the measured time, as a mean. */
  targetMessagesPerSecond: perSecond,
  /** Acknowledged in the measured time, and its latency. */
  messagesPerSecond: perSecond,
  latency,
  /** Null where nothing is dropped, and what finds no room waits. */
  drop: z
    .strictObject({ afterMs: z.number().positive(), atMost: z.number(), dropped: z.int(), due: z.int() })
    .nullable(),
});
