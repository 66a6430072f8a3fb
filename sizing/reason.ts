import { z } from "zod";

export const reason = z.strictObject({
  value: z.union([z.number(), z.string(), z.null()]).describe("The number, as it stands in the plan"),
  unit: z.string().describe("Its unit, such as `B/s`"),
  formula: z.string().describe("How it was worked out, in words"),
  inputs: z
    .record(z.string(), z.union([z.number(), z.string(), z.null()]))
    .describe("What went into the formula; units are in the names"),
  rule: z.string().describe("Name of the rule that it follows; `given` for a number of the user's"),
  source: z.string().describe("Who says so, or where the user wrote it"),
});
/** How a number came to be: formula, inputs with units in their names, the rule and where the rule is from. */
export type Reason = z.infer<typeof reason>;
