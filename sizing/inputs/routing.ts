import { z } from "zod";
import { block, count, quantity, text } from "./fields.ts";

const fraction = (about: string, example: number) =>
  z
    .number()
    .gt(0)
    .max(1)
    .meta({ description: about, examples: [example] });

/**
 * Fronting clusters take what producers send and nobody but routing jobs reads them; the jobs pass it on to sinks and
 * to consumer clusters, where the topics' consumer groups read (the shape of Netflix's Keystone).
 */
export const routingSchema = block({
  sinks: z
    .array(text("Sink that a routing job writes to; each job reads its topics whole", "s3"))
    .default([])
    .refine((sinks) => new Set(sinks).size === sinks.length, { error: "names a sink twice; name each sink once" }),
  consumer: block({
    share: fraction("Part of the fronting clusters' traffic that goes on to consumer clusters", 0.3),
    retention: quantity(["duration", "bytes"], "How long the consumer clusters keep it", "4 h"),
    replication: count("Replicas in the consumer clusters", 2, 1000),
    minInsync: count("min.insync.replicas in the consumer clusters", 1).default(1),
  })
    .optional()
    .meta({ description: "The clusters where consumer groups read" }),
  standby: block({
    brokers: count("Brokers of a standby while it waits, without topics", 3).default(3),
    replication: count("Replicas in a standby that has taken over", 1, 1000).default(1),
  })
    .optional()
    .meta({ description: "A small standby for each fronting cluster, to be grown when it takes over" }),
}).superRefine(({ sinks, consumer }, context) => {
  if (sinks.length === 0 && consumer === undefined)
    context.addIssue({
      code: "custom",
      path: ["sinks"],
      message: "are missing, and there is no `consumer` either; write where the traffic goes, for example `[s3]`",
    });
  if (consumer !== undefined && consumer.minInsync > consumer.replication)
    context.addIssue({
      code: "custom",
      path: ["consumer", "minInsync"],
      message: `is ${consumer.minInsync}, more than the replication of ${consumer.replication}; write at most ${consumer.replication}`,
    });
});
export type Routing = z.output<typeof routingSchema>;
