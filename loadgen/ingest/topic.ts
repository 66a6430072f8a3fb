import type { Acks } from "../drivers/driver.ts";

/** A topic that may be written to. */
export interface IngestTopic {
  readonly name: string;
  readonly acks: Acks;
  readonly partitions: number;
  /** The most bytes of messages in one record batch, so that the topic's `max.message.bytes` takes it. */
  readonly batchBytes: number;
}
