import type { MessageFormat } from "../drivers/driver.ts";
import { KEY_BYTES } from "../records/keys.ts";
import { BatchLayout } from "../records/layout.ts";
import type { TopicTask } from "./task.ts";

/** The message format that producers and consumers of a task work out alike, each in its own thread. */
export function formatOf(task: TopicTask): MessageFormat {
  const keyBytes = task.keyed ? KEY_BYTES : 0;
  return { layout: new BatchLayout({ messageBytes: task.messageBytes, keyBytes }, task.batchBytes), seed: task.seed };
}
