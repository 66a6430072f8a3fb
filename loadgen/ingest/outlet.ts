import type { Message } from "./message.ts";
import type { IngestTopic } from "./topic.ts";

/** Where messages go: Kafka, or in a test something slower. */
export interface Outlet {
  /**
   * Sends messages to one partition, at most one call for a partition at a time. Resolves once they are acknowledged as
   * the topic wants, with the offset of the first; null where the topic wants no acknowledgement.
   */
  send(topic: IngestTopic, partition: number, messages: readonly Message[]): Promise<bigint | null>;
  close(): Promise<void>;
}

/** What became of a message. */
export type Outcome =
  | { readonly state: "acknowledged"; readonly partition: number; readonly offset: bigint | null }
  /** It may be stored all the same. */
  | { readonly state: "failed"; readonly partition: number; readonly error: string };
