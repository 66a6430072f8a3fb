import { errorCode, errorName, isRetriable } from "../../wire/errors.ts";
import type { ProducerJob } from "../driver.ts";
import type { IdentityRenewal } from "./identity-renewal.ts";
import type { PartitionQueue, Pending } from "./partition-queue.ts";

const BACKOFF_MICROS = 50_000;
/** Errors that say: a batch before this one is missing, or the broker has forgotten the producer. */
const SEQUENCE_ERRORS = new Set(["OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "INVALID_PRODUCER_EPOCH"]);

/** What becomes of batches: acknowledged, sent again, or given up. */
export class BatchFates {
  /** Messages taken from the source whose fate is open. */
  outstanding = 0;
  readonly #job: ProducerJob;
  /** By partition. */
  readonly #queues: readonly PartitionQueue[];
  readonly #renewal: IdentityRenewal;
  readonly #retried: () => void;
  #closed = false;

  /** `retried` is told of every batch that is to be sent again. */
  constructor(job: ProducerJob, queues: readonly PartitionQueue[], renewal: IdentityRenewal, retried: () => void) {
    this.#job = job;
    this.#queues = queues;
    this.#renewal = renewal;
    this.#retried = retried;
  }

  settle(pending: Pending, code: number): void {
    const { batch } = pending;
    const queue = this.#queues[batch.partition]!;
    queue.inFlight--;
    const now = this.#job.clock.now();
    if (code === errorCode.none || code === errorCode.duplicateSequenceNumber) {
      queue.known = true;
      this.outstanding -= batch.count;
      this.#job.events.acknowledged(batch, now);
      return;
    }
    const name = errorName(code);
    const sequence = SEQUENCE_ERRORS.has(name);
    if (this.#closed || this.#isLate(pending, now) || !(isRetriable(code) || sequence)) {
      this.#fail(pending, name);
      return;
    }
    if (sequence && queue.isLowest(pending)) this.#renewal.renew(queue, name);
    queue.putBack(pending, now + BACKOFF_MICROS);
    this.#job.events.retried(batch, name);
    this.#retried();
  }

  /** Fails what has waited longer than the delivery timeout to be sent again. */
  giveUpLate(): void {
    const now = this.#job.clock.now();
    for (const queue of this.#queues)
      for (const pending of queue.giveUp())
        if (this.#isLate(pending, now)) this.#fail(pending, "TIMED_OUT");
        else queue.putBack(pending, 0);
  }

  /** Fails what waits to be sent again, and from now on what would have to. */
  close(): void {
    this.#closed = true;
    for (const queue of this.#queues) for (const pending of queue.giveUp()) this.#fail(pending, "closed");
  }

  #isLate({ firstSentMicros }: Pending, now: number): boolean {
    return now - firstSentMicros > this.#job.deliveryTimeoutMs * 1000;
  }

  #fail({ batch }: Pending, error: string): void {
    this.outstanding -= batch.count;
    this.#job.events.failed(batch, error);
  }
}
