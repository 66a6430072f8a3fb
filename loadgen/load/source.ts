import type { Schedule } from "./schedule.ts";
import type { Spread } from "./spread.ts";

/** Messages of one partition that follow each other and are sent together. */
export interface Batch {
  partition: number;
  /** Of the first message, counted per producer and partition from 0. */
  firstSequence: number;
  count: number;
  /** When the first message was due. */
  dueMicros: number;
  /** From one message's due time to the next one's. */
  spacingMicros: number;
}

/** When the last message of `batch` was due. */
export function lastDueMicros(batch: Batch): number {
  return batch.dueMicros + (batch.count - 1) * batch.spacingMicros;
}

/** How long a message waits for others, and how many go together at most. */
export interface Batching {
  maxMessages: number;
  lingerMicros: number;
}

/**
 * Hands out what is due, partition by partition, when a driver has room for it. What nobody takes stays due:
 * its latency goes on from its due time.
 */
export class Source {
  readonly schedule: Schedule;
  readonly #spread: Spread;
  readonly #batching: Batching;
  /** Messages of each partition handed out so far. */
  readonly #taken: Float64Array;
  #takenTotal = 0;
  #stopped = false;

  constructor(schedule: Schedule, spread: Spread, partitions: number, batching: Batching) {
    this.schedule = schedule;
    this.#spread = spread;
    this.#batching = batching;
    this.#taken = new Float64Array(partitions);
  }

  /** The next batch of `partition`, if one is full or its first message has waited long enough. */
  take(partition: number, nowMicros: number): Batch | undefined {
    if (this.#stopped) return undefined;
    const first = this.#taken[partition]!;
    const due = this.#spread.count(partition, this.schedule.dueCount(nowMicros)) - first;
    if (due <= 0) return undefined;
    const run = Math.min(this.#spread.run(first), this.#batching.maxMessages);
    const dueMicros = this.schedule.dueMicros(this.#spread.index(partition, first));
    if (due < run && nowMicros - dueMicros < this.#batching.lingerMicros && !this.#over(nowMicros)) return undefined;
    const count = Math.min(due, run);
    this.#taken[partition] = first + count;
    this.#takenTotal += count;
    const spacingMicros = this.#spread.step * this.schedule.microsPerMessage;
    return { partition, firstSequence: first, count, dueMicros, spacingMicros };
  }

  /** Messages due by `nowMicros` that no one has taken. */
  behind(nowMicros: number): number {
    return this.schedule.dueCount(nowMicros) - this.#takenTotal;
  }

  /** Whether every message of the schedule was taken, or the rest was given up. */
  finished(): boolean {
    return this.#stopped || this.#takenTotal >= this.schedule.total;
  }

  /** Gives up what was not taken. */
  stop(): void {
    this.#stopped = true;
  }

  #over(nowMicros: number): boolean {
    return this.schedule.dueCount(nowMicros) >= this.schedule.total;
  }
}
