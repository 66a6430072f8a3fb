import { z } from "zod";
import { amount, block, quantity, text } from "../../inputs/fields.ts";
import { backlogSchema } from "../backlog.ts";
import { trafficFields } from "../traffic.ts";

const { name, rate, size } = trafficFields;

/** A mirror link: topics copied to another cluster over a line of limited speed. */
export const mirrorLinkSchema = block({
  name,
  topics: z
    .array(text("Name of a topic", "network-events"))
    .min(1)
    .optional()
    .meta({ description: "Topics to copy", examples: ["network-events"] }),
  rate,
  size,
  bandwidth: amount("bytesPerSecond", "Speed of the line in the direction of the copy", "1 Gb/s"),
  roundTrip: amount("duration", "Round trip between the clusters", "80 ms"),
  perTask: quantity(["bytesPerSecond", "messagesPerSecond"], "What one task copies", "10 MB/s").optional(),
  window: amount("bytes", "TCP window of a connection, where it is limited", "1 MiB").optional(),
  backlog: backlogSchema.optional().meta({ description: "What it must catch up with" }),
}).superRefine(({ topics, rate, size }, context) => {
  const refuse = (key: string, message: string) => context.addIssue({ code: "custom", path: [key], message });
  if (topics !== undefined) {
    if (rate !== undefined) refuse("rate", "stands beside `topics`, which have rates already; remove one of them");
    if (size !== undefined) refuse("size", "stands beside `topics`, which have sizes already; remove one of them");
    for (const [at, topic] of topics.entries()) {
      if (topics.indexOf(topic) < at) refuse("topics", `names \`${topic}\` twice; name each topic once`);
    }
    return;
  }
  if (rate === undefined) refuse("topics", "is missing; write names of topics, or a `rate` and a `size`");
  else if (size === undefined) refuse("size", "is missing beside `rate`; write for example `500 B`");
});
export type MirrorLink = z.output<typeof mirrorLinkSchema>;

export const plannedMirrorLink = z.strictObject({
  name: z.string().describe("Name of the link"),
  tasks: z.int().positive().describe("Tasks that copy"),
  taskLimit: z.int().positive().nullable().describe("Partitions of the topics: more tasks stay idle"),
  linkUtilisation: z.number().nonnegative().describe("Part of the speed of the line that the copy takes"),
  bandwidthDelayBytes: z.number().nonnegative().describe("What is under way on a full line: bandwidth x round trip"),
  windowBytes: z.number().nonnegative().describe("Window that the connection of one task needs"),
  lagSeconds: z.number().nonnegative().describe("Least time behind the source, at rest"),
  catchUpSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe("Time until the backlog is gone at full speed; null for a job without one"),
});
