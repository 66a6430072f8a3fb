import { Drops } from "./drops.ts";
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
  /**
   * From one message's due time to the next one's; where the rate changes, the mean of the batch. A batch lies within
   * one piece of the profile, so with the rates f and g at its ends no message's due time is further off than
   * |g - f| / (f + g) / 4 of the time from the first to the last: a quarter at worst, at the foot of a ramp from 0.
   * Where keys have weights, each is due with a message of the schedule, and so up to one of its intervals off too.
   */
  spacingMicros: number;
  /** When it might have been sent: as soon as it was full, or its first message had waited long enough for others. */
  readyMicros: number;
}

/** When the last message of `batch` was due. */
export function lastDueMicros(batch: Batch): number {
  return batch.dueMicros + (batch.count - 1) * batch.spacingMicros;
}

/** How long a message waits for others and for room, and how many go together at most. */
export interface Batching {
  maxMessages: number;
  lingerMicros: number;
  /** What found no room for so long after its linger is dropped; left out, it waits. */
  dropAfterMicros?: number | undefined;
}

/**
 * Hands out what is due, partition by partition, when a driver has room for it. What nobody takes stays due, and its
 * latency goes on from its due time; or it is dropped, and then it never had a sequence.
 */
export class Source {
  readonly schedule: Schedule;
  readonly #spread: Spread;
  readonly #batching: Batching;
  readonly #mostMicros: number;
  /** Messages of each partition handed out or dropped so far. */
  readonly #passed: Float64Array;
  readonly drops: Drops;
  #passedTotal = 0;
  #stoppedMicros = Number.POSITIVE_INFINITY;
  #stopped = false;

  constructor(schedule: Schedule, spread: Spread, partitions: number, batching: Batching) {
    this.schedule = schedule;
    this.#spread = spread;
    this.#batching = batching;
    this.#mostMicros = batching.lingerMicros + (batching.dropAfterMicros ?? Number.POSITIVE_INFINITY);
    this.#passed = new Float64Array(partitions);
    this.drops = new Drops(partitions);
  }

  /** The next batch of `partition`, if one is full or its first message has waited long enough. */
  take(partition: number, nowMicros: number): Batch | undefined {
    if (this.#stopped) return undefined;
    const first = this.#passed[partition]!;
    const due = this.#spread.count(partition, this.schedule.dueCount(nowMicros)) - first;
    if (due <= 0) return undefined;
    const index = this.#spread.index(partition, first);
    const dueMicros = this.schedule.dueMicros(index);
    if (nowMicros - dueMicros > this.#mostMicros && this.#drop(partition, nowMicros) > 0)
      return this.take(partition, nowMicros);
    const run = Math.min(this.#spread.run(first), this.#batching.maxMessages, this.#inPiece(partition, index));
    if (due < run && nowMicros - dueMicros < this.#batching.lingerMicros && !this.#over(nowMicros)) return undefined;
    const count = Math.min(due, run);
    this.#passed[partition] = first + count;
    this.#passedTotal += count;
    const firstSequence = first - this.drops.of(partition);
    const spacingMicros = this.#spacing(partition, first, count, dueMicros);
    const fullMicros = dueMicros + (count - 1) * spacingMicros;
    const lingeredMicros = dueMicros + this.#batching.lingerMicros;
    const readyMicros = count < run ? lingeredMicros : Math.min(fullMicros, lingeredMicros);
    return { partition, firstSequence, count, dueMicros, spacingMicros, readyMicros };
  }

  /** When the `nth` message of `partition` (from 0) is due, those counted that are dropped. */
  dueMicros(partition: number, nth: number): number {
    return this.schedule.dueMicros(this.#spread.index(partition, nth));
  }

  /** Drops what has waited too long, also where no driver asks for it. */
  dropOverdue(nowMicros: number): void {
    if (this.#stopped || this.#mostMicros === Number.POSITIVE_INFINITY) return;
    for (let partition = 0; partition < this.#passed.length; partition++) this.#drop(partition, nowMicros);
  }

  /** Messages due by `nowMicros`, or until the rest was given up. */
  due(nowMicros: number): number {
    return this.schedule.dueCount(Math.min(nowMicros, this.#stoppedMicros));
  }

  /** Of the messages due those that no one has taken and that were not dropped. */
  behind(nowMicros: number): number {
    const due = this.due(nowMicros);
    let behind = 0;
    for (let p = 0; p < this.#passed.length; p++) behind += this.#spread.count(p, due) - this.#passed[p]!;
    return Math.max(0, behind);
  }

  /** Whether every message of the schedule was taken or dropped, or the rest was given up. */
  finished(): boolean {
    const { total } = this.schedule;
    if (this.#stopped) return true;
    // Where a schedule was cut, the counts by partition may differ from its total, by less than one each.
    if (this.#passedTotal < total - this.#passed.length) return false;
    return this.#passed.every((passed, partition) => passed >= this.#spread.count(partition, total));
  }

  /** Gives up what was not taken; what would be due after `micros` never was. */
  stop(micros = Number.POSITIVE_INFINITY): void {
    this.#stopped = true;
    this.#stoppedMicros = Math.min(this.#stoppedMicros, micros);
  }

  #drop(partition: number, nowMicros: number): number {
    const late = this.schedule.dueCount(nowMicros - this.#mostMicros);
    const first = this.#passed[partition]!;
    const overdue = this.#spread.count(partition, late) - first;
    if (overdue <= 0) return 0;
    this.drops.note(partition, first - this.drops.of(partition), overdue);
    this.#passed[partition] = first + overdue;
    this.#passedTotal += overdue;
    return overdue;
  }

  /** Messages of `partition` from `index` on that are due within the same piece of the profile. */
  #inPiece(partition: number, index: number): number {
    if (this.schedule.evenMicros !== undefined) return Number.POSITIVE_INFINITY;
    return Math.max(1, Math.ceil((this.schedule.pieceEnd(index) - index) / this.#spread.step(partition)));
  }

  #spacing(partition: number, first: number, count: number, dueMicros: number): number {
    const { evenMicros } = this.schedule;
    const step = this.#spread.step(partition);
    if (evenMicros !== undefined && Number.isInteger(step)) return step * evenMicros;
    if (count === 1) return 0;
    return (this.dueMicros(partition, first + count - 1) - dueMicros) / (count - 1);
  }

  #over(nowMicros: number): boolean {
    return this.schedule.dueCount(nowMicros) >= this.schedule.total;
  }
}
