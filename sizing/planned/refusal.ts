import { z } from "zod";

export const refusal = z.strictObject({
  code: z.string().describe("Stable code, see errors.md"),
  resource: z.string().describe("What is short"),
  needed: z.number().describe("How much of it the workload takes"),
  available: z.number().describe("How much of it there is to use"),
  unit: z.string().describe("Unit of both"),
  remedy: z.string().describe("The nearest changes that would fit"),
});

/** Why no plan exists. A value, never an exception. */
export type Refusal = z.infer<typeof refusal>;
