import { z } from "zod";
import { text } from "./fields.ts";
import { recordSchema } from "./record.ts";

/** Keys of a topic that tell what stands in its messages; a plan does not need them, a load that looks real does. */
export const payloadFields = {
  record: recordSchema
    .optional()
    .meta({ description: "Fields of the messages, for loads that look like the real one" }),
  lines: text("A text file beside the workload, of which each line is a message, for loads", "calls.csv").optional(),
  headers: z
    .record(z.string().min(1), z.string())
    .refine((headers) => !Object.hasOwn(headers, "plimsoll"), {
      error: "have one with the name `plimsoll`, which the load generator takes for itself; name it otherwise",
    })
    .optional()
    .meta({ description: "Record headers that every message has, for loads", examples: [{ source: "mediation" }] }),
};
