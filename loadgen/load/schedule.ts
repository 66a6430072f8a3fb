/**
 * When the messages of a load are due, whatever the cluster does: an open loop. Message `k` (from 0) is due at
 * the start plus `k / messagesPerSecond`; the schedule ends after `seconds`. Nothing is due before `start`.
 */
export class Schedule {
  readonly total: number;
  readonly microsPerMessage: number;
  #startMicros = Number.POSITIVE_INFINITY;

  constructor(messagesPerSecond: number, seconds: number) {
    this.microsPerMessage = 1e6 / messagesPerSecond;
    this.total = Math.floor(messagesPerSecond * seconds);
  }

  /** Fixes the start, in microseconds since 1970. */
  start(micros: number): void {
    this.#startMicros = micros;
  }

  /** How many messages are due by `micros`. */
  dueCount(micros: number): number {
    if (micros < this.#startMicros) return 0;
    return Math.min(this.total, Math.floor((micros - this.#startMicros) / this.microsPerMessage) + 1);
  }

  /** When message `k` is due. */
  dueMicros(k: number): number {
    return this.#startMicros + k * this.microsPerMessage;
  }
}
