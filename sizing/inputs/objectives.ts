import { z } from "zod";
import { amount, block, count, positive } from "./fields.ts";

/** Objectives to keep; a missing one is not asked for. */
export const objectivesSchema = block({
  lose: block({
    brokers: count("Brokers that may be lost at once", 1).optional(),
    racks: count("Racks that may be lost at once", 1).optional(),
    zones: count("Zones that may be lost at once; a zone is a rack", 1).optional(),
  })
    .default({})
    .meta({ description: "Losses at one time after which the cluster still carries the peak" }),
  loss: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: "Part of the acknowledged messages that may be lost", examples: [0] }),
  catchUp: block({
    outage: amount("duration", "How long the consumers were down", "1 h"),
    within: amount("duration", "Time in which they must have caught up", "2 h"),
  })
    .optional()
    .meta({ description: "Consumers that were down read what they missed, beside what comes in" }),
  regionFailover: block({
    share: positive(
      "What arrives on top of the workload's own rates when another region fails over to this one, as a part of them",
      0.5,
    ).max(100),
    lasting: amount(
      "duration",
      "How long the other region's traffic stays; left out, for the whole retention",
      "6 h",
    ).optional(),
  })
    .optional()
    .meta({ description: "Another region fails, and its traffic comes here" }),
  recoverBroker: amount("duration", "Time in which a lost broker must be rebuilt", "4 h").optional(),
  produceP99: amount("duration", "99th percentile of the produce latency", "50 ms").optional(),
});
export type Objectives = z.output<typeof objectivesSchema>;
export type RegionFailover = NonNullable<Objectives["regionFailover"]>;
