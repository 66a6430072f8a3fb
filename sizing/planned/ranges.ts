import { z } from "zod";

/** Where the workload has ranges: what it takes at each end of them. */
export const plannedRanges = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        key: z.string().describe("Key of the workload, such as `topics.0.rate`"),
        low: z.string().describe("Lowest value, as written"),
        likely: z.string().describe("Likely value, as written"),
        high: z.string().describe("Highest value, as written"),
      }),
    )
    .describe("The values of the workload that are ranges"),
  plannedFor: z
    .enum(["low", "likely", "high"])
    .describe("The end that the plan is for: the likely one, or from a catalogue the one that is regretted least"),
  scenarios: z
    .array(
      z.strictObject({
        name: z.enum(["low", "likely", "high"]).describe("The end at which every range is taken"),
        verdict: z.enum(["planned", "refused"]).describe("Whether a plan exists for it"),
        refusal: z.string().describe("Code of the first refusal; empty where it is planned"),
        brokers: z.int().nonnegative().describe("Brokers of all clusters; 0 where it is refused"),
        perMonth: z
          .number()
          .nonnegative()
          .nullable()
          .describe("What everything with a price costs a month; null without prices"),
        regret: z
          .number()
          .nullable()
          .describe(
            "What the choice costs a month beyond the best offer when this end comes; null where nothing was chosen",
          ),
      }),
    )
    .describe("The workload at each end of its ranges, planned by itself"),
});
export type PlannedRanges = z.infer<typeof plannedRanges>;
