import { z } from "zod";

/** A run beside an earlier one of the same load. */
export const comparison = z.strictObject({
  run: z.string(),
  startedAt: z.string(),
  /** What differs by no more than this part of the earlier figure is the same. */
  tolerance: z.number().nonnegative(),
  /** Why the runs cannot be compared; empty where they can. */
  differences: z.array(z.string()),
  changes: z.array(
    z.strictObject({
      /** Such as `produce.p99`. */
      figure: z.string(),
      before: z.number(),
      now: z.number(),
      text: z.string(),
      outcome: z.enum(["better", "same", "worse"]),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;
