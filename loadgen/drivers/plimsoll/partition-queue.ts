import type { Batch } from "../../load/source.ts";
import type { ProducerIdentity } from "../../records/batch-header.ts";

/** A batch on its way, with its messages' keys and the time of its first sending. */
export interface Pending {
  batch: Batch;
  /** One after the other; empty if the messages have none. */
  keys: Uint8Array;
  firstSentMicros: number;
  /** Since when nothing but this process kept it from being sent. */
  freeMicros: number;
}

/**
 * The order of one partition's batches. While anything has to be sent again nothing new is sent, and what is
 * sent again goes one by one from the lowest sequence, so that a retry never overtakes.
 */
export class PartitionQueue {
  /** Batches sent and not answered. */
  inFlight = 0;
  /** Broker that they were sent to. */
  sentTo = -1;
  /** When something new was last kept from being sent by what is on its way already. */
  blockedMicros = 0;
  /** Under which the partition's batches are numbered. A partition keeps its own: a batch whose fate is open is a repeat only under the id it was first sent with. */
  identity: ProducerIdentity | undefined;
  /** Whether a broker has stored a batch under `identity`. Until then it accepts any sequence, so one batch goes alone. */
  known = false;
  readonly #again: Pending[] = [];
  #notBefore = 0;

  get hasRetries(): boolean {
    return this.#again.length > 0;
  }

  /** Whether `pending` is the lowest batch whose fate is open, so that nothing before it can be missing. */
  isLowest(pending: Pending): boolean {
    const first = this.#again[0];
    return this.inFlight === 0 && (!first || first.batch.firstSequence > pending.batch.firstSequence);
  }

  /** Puts `pending` back in order, to be sent no earlier than `notBeforeMicros`. */
  putBack(pending: Pending, notBeforeMicros: number): void {
    const at = this.#again.findIndex(({ batch }) => batch.firstSequence > pending.batch.firstSequence);
    this.#again.splice(at < 0 ? this.#again.length : at, 0, pending);
    this.#notBefore = Math.max(this.#notBefore, notBeforeMicros);
  }

  /** The next batch to send again, if its time has come and nothing is on its way. */
  takeRetry(nowMicros: number): Pending | undefined {
    return this.inFlight === 0 && nowMicros >= this.#notBefore ? this.#again.shift() : undefined;
  }

  /** Removes and returns everything that waits. */
  giveUp(): Pending[] {
    return this.#again.splice(0);
  }
}
