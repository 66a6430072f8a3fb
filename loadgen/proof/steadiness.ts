import { z } from "zod";
import { interval } from "./interval.ts";

/** Whether what was measured was a steady state. */
export const steadiness = z.strictObject({
  /** The warm-up ended as told, when the latency was found steady, or after its longest time without that. */
  warmUp: z.enum(["told", "found", "not found"]),
  /** Acknowledged, and the median latency of a second in ms; null where nothing was measured. */
  messagesPerSecond: interval.nullable(),
  p50: interval.nullable(),
  /** By how many ms the median latency rose over the measurement beyond chance; null where it was too short to tell. */
  p50Change: z.number().nullable(),
});
export type Steadiness = z.infer<typeof steadiness>;
