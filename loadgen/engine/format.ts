import { type MessageFormat, messageFormat } from "../records/format.ts";
import type { TopicTask } from "./task.ts";

/** Formats made in this thread: templates take time and megabytes, and topics whose messages are alike can share them. */
const made = new Map<string, MessageFormat>();

/** The message format that producers and consumers of a task work out alike, each in its own thread. */
export function formatOf({ topic, messages, batchBytes, seed }: TopicTask): MessageFormat {
  const key = JSON.stringify([messages, batchBytes, seed]);
  let format = made.get(key);
  if (!format) {
    format = messageFormat(messages, batchBytes, seed, topic);
    made.set(key, format);
  }
  return format;
}
