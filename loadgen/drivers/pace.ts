/** How many bytes a consumer may read by now. What was read beyond it is waited for afterwards. */
export interface ReadBudget {
  /** Milliseconds until more may be read; 0 if it may be now. */
  waitMs(): number;
  /** Bytes that one fetch should ask for at most. */
  readonly portion: number;
  spend(bytes: number): void;
}

/** How a consumer stays behind what it could read. Once it drains it no longer does. */
export interface Pace {
  /** In bytes of record batches, as they are stored; null where only the brokers set a limit. */
  budget: ReadBudget | null;
  /** What is younger is left for later. */
  lagSeconds: number;
  /** Begins anew when it has come to the end of the log. */
  again: boolean;
}

/** As fast as there is anything to read. */
export const atTheTail: Pace = { budget: null, lagSeconds: 0, again: false };

/** Tokens for less time than a person sees, so that a limit is one in every second. */
const BURST_SECONDS = 0.05;
const LEAST_PORTION = 16 * 1024;
const MOST_OF_SHARE = 256 * 1024;
const SHARE_WAIT_MS = 20;

/** A token bucket of `bytesPerSecond`. */
export class RateBudget implements ReadBudget {
  readonly portion: number;
  readonly #bytesPerSecond: number;
  readonly #now: () => number;
  #tokens = 0;
  #filledAt: number;

  /** `now` is in milliseconds. */
  constructor(bytesPerSecond: number, now: () => number = () => performance.now()) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#now = now;
    this.#filledAt = now();
    this.portion = Math.max(LEAST_PORTION, Math.floor(bytesPerSecond * BURST_SECONDS));
  }

  waitMs(): number {
    const now = this.#now();
    const earned = ((now - this.#filledAt) / 1000) * this.#bytesPerSecond;
    this.#tokens = Math.min(this.#bytesPerSecond * BURST_SECONDS, this.#tokens + earned);
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#bytesPerSecond) * 1000;
  }

  spend(bytes: number): void {
    this.#tokens -= bytes;
  }
}

/** A share of the bytes that another reads. */
export class ShareBudget implements ReadBudget {
  readonly #share: number;
  #left = 0;

  constructor(share: number) {
    this.#share = share;
  }

  get portion(): number {
    return Math.max(LEAST_PORTION, Math.min(MOST_OF_SHARE, Math.floor(this.#left)));
  }

  /** The other one has read so much. */
  earn(bytes: number): void {
    this.#left += this.#share * bytes;
  }

  waitMs(): number {
    return this.#left > 0 ? 0 : SHARE_WAIT_MS;
  }

  spend(bytes: number): void {
    this.#left -= bytes;
  }
}
