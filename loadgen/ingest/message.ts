import type { Envelope } from "./envelope.ts";
import type { PostedRecord } from "./parse-batch.ts";

/** A message as it goes to a partition. */
export interface Message {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Envelope;
}

/** Lengths, attributes and deltas of a record, and lengths of its four headers: the most that they take. */
const FRAMING_BYTES = 60;
/** What JavaScript keeps for a message beside its bytes. */
const OBJECT_BYTES = 1000;

/** The most bytes that a message takes in a record batch. */
export function recordBytes({ key, value, headers }: Message): number {
  let bytes = FRAMING_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, text] of Object.entries(headers)) bytes += name.length + Buffer.byteLength(text);
  return bytes;
}

/** What a message that waits takes of the budget: small ones cost far more than their bytes. */
export function heldBytes({ key, value }: Pick<PostedRecord, "key" | "value">): number {
  return OBJECT_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
}
