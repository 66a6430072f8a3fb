import { z } from "zod";
import { latency } from "./latency.ts";

const perSecond = z.number().nonnegative();

/** How a group kept up. */
const pace = {
  messagesPerSecond: perSecond,
  /** What its consumers read at most by their own rate, of record batches as they are stored; null if not told. */
  limitBytesPerSecond: perSecond.nullable(),
  /** The same, as read in the measured time. */
  fetchedBytesPerSecond: perSecond,
  /** How far behind the tail it was to read. */
  lagSeconds: z.number().nonnegative(),
  /** What was there for it to be read when the load was over; it reads that without a limit, for the audit. */
  behindMessages: z.number().nonnegative(),
};

/** What a consumer group read of all topics. */
export const consumedLoad = z.strictObject({
  group: z.string(),
  messages: z.int(),
  bytes: z.number(),
  bytesPerSecond: perSecond,
  ...pace,
  /** How it kept up with each of its topics, by their names on the cluster: by that it is judged. */
  topics: z.array(z.strictObject({ topic: z.string(), ...pace })),
  /** Reread from the beginning of the log beside it: every byte is checked, none is missed. */
  historyBytes: z.number().nonnegative(),
  /** From due time to consumption. */
  latency,
  /** How far off the clocks of the agents may make that, ms; 0 where all was on one clock. */
  clockError: z.number().nonnegative(),
});
