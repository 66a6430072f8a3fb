import { z } from "zod";
import { planSchema } from "../plan.ts";
import { loadState, resourceName } from "../planned/resource.ts";

/** What a plan comes to: what one asks of a change. */
const outcome = z.strictObject({
  verdict: planSchema.shape.verdict,
  /** Code of the first refusal; empty where it is planned. */
  refusal: z.string(),
  clusters: z.int().nonnegative(),
  brokers: z.int().nonnegative(),
  perMonth: z.number().nonnegative().nullable(),
  /** The fullest resource of all clusters; null where it is refused. */
  bottleneck: z.strictObject({ resource: resourceName, utilisation: z.number(), state: loadState }).nullable(),
});
export type Outcome = z.infer<typeof outcome>;

export const whatIfSchema = z.strictObject({
  schema: z.literal("plimsoll/what-if@1"),
  name: z.string(),
  now: outcome,
  /** Each change alone, in the order of the inputs. */
  changes: z.array(z.strictObject({ input: z.string(), change: z.string(), outcome })),
});
/** How a plan hangs on each input. */
export type WhatIf = z.infer<typeof whatIfSchema>;
