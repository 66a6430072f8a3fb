import { z } from "zod";
import { resourceName } from "./resource.ts";

/** When growth passes the plan: each limit of each cluster with its day, the first first. */
export const plannedGrowth = z.strictObject({
  from: z.string().describe("The day of the rates as written, or `today`"),
  crossings: z
    .array(
      z.strictObject({
        name: z.string().describe("Cluster and resource, as keys of `explanation` have them"),
        cluster: z.string().describe("Name of the cluster"),
        resource: z.union([resourceName, z.literal("partitions")]).describe("Whose limit is passed"),
        afterDays: z
          .int()
          .nonnegative()
          .nullable()
          .describe("First day beyond the limit, counted from `from`; null where it is not passed in ten horizons"),
        date: z
          .string()
          .describe("That day, such as `2030-01-22`; empty where it is not passed, or growth.from is not told"),
        course: z
          .record(z.string(), z.number().nonnegative())
          .describe(
            "From a number of days to the part of the limit that is used then, up to the day it is passed; empty where it is not",
          ),
      }),
    )
    .describe("Each limit of each cluster with the day on which growth passes it, the first first"),
});
export type PlannedGrowth = z.infer<typeof plannedGrowth>;
