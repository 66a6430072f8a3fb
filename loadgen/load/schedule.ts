import { Curve } from "./curve.ts";
import type { Profile } from "./profile.ts";

/** A part of a message by which a total may fall short of a whole number, as sums of rates do. */
const ROUNDING = 1e-6;

/** The messages that one of several producers takes of a load: from number `first` (from 0) on each `every`th. */
export interface Part {
  first: number;
  every: number;
}

const whole: Part = { first: 0, every: 1 };

/**
 * When the messages of a load are due, whatever the cluster does: an open loop. Message `k` (from 0) is due as soon
 * as the profile's rate adds up to `k` messages; the schedule ends with the profile. Nothing is due before `start`.
 * The schedule of a part numbers the part's messages from 0, each due when the whole load has it due: so at every
 * moment parts that leave no message out add up to the whole, however slow the load is.
 */
export class Schedule {
  #total: number;
  /** From each message to the next, where the rate never changes; else undefined. */
  readonly evenMicros: number | undefined;
  /** The same between messages of the whole load. */
  readonly #wholeMicros: number | undefined;
  readonly #first: number;
  readonly #every: number;
  /** Messages after `first` until each part has had one. */
  readonly #after: number;
  readonly #curve: Curve;
  #startMicros = Number.POSITIVE_INFINITY;

  constructor(profile: Profile, { first, every } = whole) {
    this.#first = first;
    this.#every = every;
    this.#after = every - 1 - first;
    this.#curve = new Curve(profile);
    this.#total = this.#among(Math.floor(this.#curve.total + ROUNDING));
    const rate = profile[0]?.from ?? 0;
    if (rate > 0 && profile.every(({ from, to }) => from === rate && to === rate)) {
      this.#wholeMicros = 1e6 / rate;
      this.evenMicros = every * this.#wholeMicros;
    }
  }

  /** How many messages there are. */
  get total(): number {
    return this.#total;
  }

  /** Leaves out what would be due after `micros`. */
  endBy(micros: number): void {
    this.#total = this.dueCount(micros);
  }

  /** Fixes the start, in microseconds since 1970. */
  start(micros: number): void {
    this.#startMicros = micros;
  }

  /** How many messages are due by `micros`. */
  dueCount(micros: number): number {
    if (micros < this.#startMicros) return 0;
    const elapsed = micros - this.#startMicros;
    const even = this.#wholeMicros;
    const messages = even === undefined ? this.#curve.messagesBy(elapsed / 1e6) : elapsed / even;
    return Math.min(this.#total, this.#among(Math.floor(messages) + 1));
  }

  /** When message `k` is due; of a `k` between two messages, the moment between them. */
  dueMicros(k: number): number {
    const even = this.#wholeMicros;
    const place = this.#first + k * this.#every;
    return this.#startMicros + (even === undefined ? this.#curve.secondsTo(place) * 1e6 : place * even);
  }

  /** The message before which all are due that share a piece of the profile with message `k`. */
  pieceEnd(k: number): number {
    if (this.evenMicros !== undefined) return this.#total;
    const end = this.#curve.pieceEnd(this.#first + k * this.#every);
    return Math.max(k + 1, (end - this.#first) / this.#every);
  }

  /** How many of the load's first `messages` are the schedule's own. */
  #among(messages: number): number {
    return Math.floor((messages + this.#after) / this.#every);
  }
}
