/** Bytes that may be held at once. What does not fit is refused, never queued. */
export class Budget {
  readonly limit: number;
  #held = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get held(): number {
    return this.#held;
  }

  /** A part of the budget of so many bytes; null if it does not fit. */
  reserve(bytes: number): Reservation | null {
    if (this.#held + bytes > this.limit) return null;
    this.#held += bytes;
    let mine = bytes;
    return {
      resize: (wanted) => {
        if (this.#held - mine + wanted > this.limit) return false;
        this.#held += wanted - mine;
        mine = wanted;
        return true;
      },
      release: () => {
        this.#held -= mine;
        mine = 0;
      },
    };
  }
}

/** A part of a budget, until it is released. */
export interface Reservation {
  /** Makes it larger or smaller; false, and as it was, if that does not fit. */
  resize(bytes: number): boolean;
  /** Gives it back; once more has no effect. */
  release(): void;
}
