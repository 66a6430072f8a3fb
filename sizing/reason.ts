import { z } from "zod";

export const reason = z.strictObject({
  value: z.union([z.number(), z.string(), z.null()]),
  unit: z.string(),
  formula: z.string(),
  inputs: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  rule: z.string(),
  source: z.string(),
});
/** How a number came to be: formula, inputs with units in their names, the rule and where the rule is from. */
export type Reason = z.infer<typeof reason>;
