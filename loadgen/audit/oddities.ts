import type { Odd } from "./ledger.ts";

/** Due times are kept to a tenth of a second, so that memory grows with the time of a run and not with its oddities. */
const STEP_MICROS = 100_000;

/** Messages that came again or out of order, by when they were due. */
export interface DatedOdd extends Odd {
  /** Microseconds since 1970, to a tenth of a second. */
  dueMicros: number;
}

/** Kept by a consumer: when the messages were due that came again or out of order. */
export class Oddities {
  readonly #byStep = new Map<number, DatedOdd>();

  /** `dueMicros` of the first message of those that were read together. */
  note(dueMicros: number, { repeated, outOfOrder }: Odd): void {
    const step = Math.floor(dueMicros / STEP_MICROS);
    const known = this.#byStep.get(step);
    if (known) {
      known.repeated += repeated;
      known.outOfOrder += outOfOrder;
    } else this.#byStep.set(step, { dueMicros: step * STEP_MICROS, repeated, outOfOrder });
  }

  toArray(): DatedOdd[] {
    return [...this.#byStep.values()].sort((a, b) => a.dueMicros - b.dueMicros);
  }
}
