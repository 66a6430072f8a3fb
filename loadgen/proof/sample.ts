import { z } from "zod";

const perSecond = z.number().nonnegative();

/** One second of a run. `t` is seconds since the load began; the warm-up is part of the series. */
export const sample = z.strictObject({
  t: z.number(),
  dueMessages: perSecond,
  acknowledgedMessages: perSecond,
  acknowledgedBytes: perSecond,
  consumedMessages: perSecond,
  consumedBytes: perSecond,
  /** Produce latency of that second from due time, ms; null when nothing was acknowledged. */
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  retries: z.number().nonnegative(),
  /** Messages given up in that second for want of room, where the workload says so. */
  droppedMessages: z.number().nonnegative(),
  /** Messages due but not yet sent at the end of the second. */
  behindMessages: z.number().nonnegative(),
});
export type Sample = z.infer<typeof sample>;
