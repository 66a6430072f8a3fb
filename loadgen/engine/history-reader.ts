import type { Consumer, ConsumerEvents, ConsumerJob, Driver } from "../drivers/driver.ts";
import { ShareBudget } from "../drivers/pace.ts";
import type { EventKind } from "../proof/run-event.ts";
import type { Run } from "../records/run.ts";
import type { Report } from "./task.ts";

/**
 * Rereads what a group read long ago, from the beginning of its partitions and over again, at a share of what the
 * group reads meanwhile. Every byte is checked; nothing is missed where it ends.
 */
export class HistoryReader implements ConsumerEvents {
  readonly #budget: ShareBudget;
  #consumer: Consumer | undefined;
  #report: Report = () => {};
  /** Of messages that were what had been sent. */
  bytes = 0;
  corruptedMessages = 0;

  private constructor(share: number) {
    this.#budget = new ShareBudget(share);
  }

  /** A reader beside that of `job`. */
  static async open(share: number, job: ConsumerJob, driver: Driver): Promise<HistoryReader> {
    const reader = new HistoryReader(share);
    reader.#report = (kind, text) => job.events.event(kind, text);
    reader.#consumer = await driver.openConsumer({
      ...job,
      group: `${job.group} (history)`,
      events: reader,
      pace: { budget: reader.#budget, lagSeconds: 0, again: true },
    });
    return reader;
  }

  /** The group has read so many bytes. */
  groupRead(bytes: number): void {
    this.#budget.earn(bytes);
  }

  async close(): Promise<void> {
    await this.#consumer?.close();
    this.#consumer = undefined;
  }

  received(_partition: number, run: Run): void {
    this.bytes += run.bytes;
  }

  corrupted(_partition: number, messages: number): void {
    this.corruptedMessages += messages;
  }

  fetched(): void {}

  behind(): void {}

  event(kind: EventKind, text: string): void {
    // Not its details: what is gone of what it reread is counted by its group.
    this.#report(kind, text);
  }
}
