import { type Format, formatFor } from "../records/format-for.ts";
import type { TopicTask } from "./task.ts";

/** Formats made in this thread: templates take time and megabytes, and topics whose messages are alike can share them. */
const made = new Map<string, Format>();

/** The message format that producers and consumers of a task work out alike, each in its own thread. */
export function formatOf({ topic, partitions, messages, batchBytes, seed }: TopicTask): Format {
  const { payload } = messages;
  // Only records that are dealt by their keys differ with the partitions.
  const dealt = payload.kind === "record" && payload.key !== null ? partitions : null;
  const key = JSON.stringify([messages, batchBytes, seed, dealt]);
  let format = made.get(key);
  if (!format) {
    format = formatFor(messages, { partitions, maxBatchBytes: batchBytes, seed, topic });
    made.set(key, format);
  }
  return format;
}
