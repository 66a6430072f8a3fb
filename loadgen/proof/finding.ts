import { z } from "zod";

export const finding = z.strictObject({
  /** Stable, such as `lost`, `rate`, `latency`, `generator-limit`. */
  code: z.string(),
  outcome: z.enum(["pass", "fail", "invalid"]),
  text: z.string(),
});
export type Finding = z.infer<typeof finding>;
