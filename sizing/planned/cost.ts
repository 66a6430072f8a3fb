import { z } from "zod";
import { fraction } from "./measures.ts";

/** A month's cost of everything in the plan that has a price. */
export const cost = z.strictObject({
  currency: z.string().describe("Currency of every price"),
  perMonth: z.number().nonnegative().describe("Sum of the lines"),
  pricesAsOf: z.string().describe("Date of the prices"),
  lines: z
    .array(
      z.strictObject({
        name: z.string().describe("What is paid for, such as `hosts` or `storage`"),
        perMonth: z.number().nonnegative().describe("Its cost a month, over all clusters"),
      }),
    )
    .describe("What the sum is made of"),
});
export type Cost = z.infer<typeof cost>;

/** What was chosen from a catalogue, and what else it has: the offers that no other beats in both cost and headroom. */
export const choice = z.strictObject({
  offer: z.string().describe("Name of the offer that was chosen"),
  considered: z.int().positive().describe("Offers that were planned with"),
  unpriced: z.int().nonnegative().describe("Offers that were left out for want of a price"),
  frontier: z
    .array(
      z.strictObject({
        name: z.string().describe("Name of the offer"),
        clusters: z.int().positive().describe("Clusters that the workload takes on it"),
        brokers: z.int().positive().describe("Brokers of all these clusters"),
        perMonth: z
          .number()
          .nonnegative()
          .nullable()
          .describe("Of the brokers alone; null where the catalogue has no prices"),
        headroom: fraction.describe(
          "1 - utilisation / limit of the fullest resource; disks that can be bought later do not count",
        ),
      }),
    )
    .describe("Offers that no other beats in both cost and headroom, the cheapest first"),
});
export type Choice = z.infer<typeof choice>;
