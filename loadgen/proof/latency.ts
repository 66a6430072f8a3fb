import { z } from "zod";

/** A latency distribution in milliseconds; `hdr` is the HdrHistogram V2 encoding (base64) of microseconds. */
export const latency = z.strictObject({
  count: z.number().nonnegative(),
  mean: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
  hdr: z.string(),
});
export type Latency = z.infer<typeof latency>;
