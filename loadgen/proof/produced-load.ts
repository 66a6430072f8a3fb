import { z } from "zod";
import { latency } from "./latency.ts";

const perSecond = z.number().nonnegative();

/** What the producers of all topics did together. */
export const producedLoad = z.strictObject({
  /** What was due in the measured time, as a mean. */
  targetMessagesPerSecond: perSecond,
  targetBytesPerSecond: perSecond,
  /** Of the target what can be acknowledged in the measured time: due 100 ms before its end. */
  inTimeMessagesPerSecond: perSecond,
  /** The highest rate of the whole run. */
  peakMessagesPerSecond: perSecond,
  messagesPerSecond: perSecond,
  bytesPerSecond: perSecond,
  acknowledged: z.int(),
  failed: z.int(),
  /** Found no room in time and were dropped, as the workload says: never sent. */
  dropped: z.int(),
  retries: z.int(),
  /** Failed sends by Kafka error name. */
  errors: z.record(z.string(), z.int()),
  maxBehindMessages: z.int(),
  latency,
});
