import { type Message, recordBytes } from "./message.ts";
import type { Outcome, Outlet } from "./outlet.ts";
import type { IngestTopic } from "./topic.ts";

interface Waiting {
  readonly message: Message;
  readonly bytes: number;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * Messages on their way to one partition: one batch under way, and all that came meanwhile, of whatever requests, in
 * the next. So they stay in order, and batches grow with the load.
 */
export class PartitionQueue {
  readonly #topic: IngestTopic;
  readonly #partition: number;
  readonly #outlet: Outlet;
  #waiting: Waiting[] = [];
  #sending = false;

  constructor(topic: IngestTopic, partition: number, outlet: Outlet) {
    this.#topic = topic;
    this.#partition = partition;
    this.#outlet = outlet;
  }

  /** `settle` is called once, when the message's fate is known. */
  push(message: Message, settle: (outcome: Outcome) => void): void {
    this.#waiting.push({ message, bytes: recordBytes(message), settle });
    if (this.#sending) return;
    this.#sending = true;
    // What the same request brings beside it goes with it.
    queueMicrotask(() => void this.#send());
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      const outcomes = await this.#outcomes(batch);
      for (const [at, { settle }] of batch.entries()) settle(outcomes(at));
    }
    this.#sending = false;
  }

  async #outcomes(batch: readonly Waiting[]): Promise<(at: number) => Outcome> {
    const partition = this.#partition;
    try {
      const messages = batch.map(({ message }) => message);
      const first = await this.#outlet.send(this.#topic, partition, messages);
      return (at) => ({ state: "acknowledged", partition, offset: first === null ? null : first + BigInt(at) });
    } catch (error) {
      const { message } = error as Error;
      return () => ({ state: "failed", partition, error: message });
    }
  }

  #take(): Waiting[] {
    let bytes = 0;
    const end = this.#waiting.findIndex((waiting, at) => {
      bytes += waiting.bytes;
      return at > 0 && bytes > this.#topic.batchBytes;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }
}
