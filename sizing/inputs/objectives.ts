import { z } from "zod";
import { amount, block, count } from "./fields.ts";

/** Objectives to keep; a missing one is not asked for. */
export const objectivesSchema = block({
  lose: block({
    brokers: count("Brokers that may be lost at once", 1).optional(),
    racks: count("Racks that may be lost at once", 1).optional(),
    zones: count("Zones that may be lost at once; a zone is a rack", 1).optional(),
  }).default({}),
  loss: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: "Part of the acknowledged messages that may be lost", examples: [0] }),
  catchUp: block({
    outage: amount("duration", "How long the consumers were down", "1 h"),
    within: amount("duration", "Time in which they must have caught up", "2 h"),
  }).optional(),
  recoverBroker: amount("duration", "Time in which a lost broker must be rebuilt", "4 h").optional(),
  produceP99: amount("duration", "99th percentile of the produce latency", "50 ms").optional(),
});
export type Objectives = z.output<typeof objectivesSchema>;
