import { z } from "zod";

/** A rule that has another value than by default. */
export const changedRule = z.strictObject({
  rule: z.string().describe("Name of the rule; its unit is that of the rule"),
  value: z.number().describe("The value that the plan used"),
  default: z.number().describe("The value that the planner has for it"),
});

/** A measurement whose costs the plan used instead of the defaults. */
export const plannedCalibration = z.strictObject({
  name: z.string().describe("What was measured, as the calibration file says"),
  measured: z.string().describe("Day of the measurement"),
  source: z.string().describe("Where the measurement can be found"),
  costs: z.array(changedRule).describe("Rules whose values are from it"),
});
export type PlannedCalibration = z.infer<typeof plannedCalibration>;
