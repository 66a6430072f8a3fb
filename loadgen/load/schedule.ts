import { Curve } from "./curve.ts";
import type { Profile } from "./profile.ts";

/** A part of a message by which a total may fall short of a whole number, as sums of rates do. */
const ROUNDING = 1e-6;

/**
 * When the messages of a load are due, whatever the cluster does: an open loop. Message `k` (from 0) is due as soon
 * as the profile's rate adds up to `k` messages; the schedule ends with the profile. Nothing is due before `start`.
 */
export class Schedule {
  #total: number;
  /** From each message to the next, where the rate never changes; else undefined. */
  readonly evenMicros: number | undefined;
  readonly #curve: Curve;
  #startMicros = Number.POSITIVE_INFINITY;

  constructor(profile: Profile) {
    this.#curve = new Curve(profile);
    this.#total = Math.floor(this.#curve.total + ROUNDING);
    const rate = profile[0]?.from ?? 0;
    if (rate > 0 && profile.every(({ from, to }) => from === rate && to === rate)) this.evenMicros = 1e6 / rate;
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
    const even = this.evenMicros;
    const messages = even === undefined ? this.#curve.messagesBy(elapsed / 1e6) : elapsed / even;
    return Math.min(this.#total, Math.floor(messages) + 1);
  }

  /** When message `k` is due; of a `k` between two messages, the moment between them. */
  dueMicros(k: number): number {
    const even = this.evenMicros;
    return this.#startMicros + (even === undefined ? this.#curve.secondsTo(k) * 1e6 : k * even);
  }

  /** The message before which all are due that share a piece of the profile with message `k`. */
  pieceEnd(k: number): number {
    return this.evenMicros === undefined ? Math.max(k + 1, this.#curve.pieceEnd(k)) : this.#total;
  }
}
