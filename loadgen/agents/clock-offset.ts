/** A question for the time of another clock: when it was sent and answered by ours, and what the other one said. */
export interface ClockExchange {
  sentMicros: number;
  remoteMicros: number;
  receivedMicros: number;
}

/** How far another clock is ahead of ours. */
export interface ClockReading {
  offsetMicros: number;
  /** The true offset is no further away than this. */
  errorMicros: number;
}

/** What the readings before and after a run say of the time between them. */
export interface ClockCheck extends ClockReading {
  /** How far the clock went away from ours during the run; null if it was not read again. */
  driftMicros: number | null;
}

/** Clocks are read in whole microseconds. */
const GRAIN_MICROS = 1;

/**
 * The exchange with the shortest round trip of `rounds` decides (Cristian's algorithm): the other clock was read at
 * some time between question and answer, so its offset from the middle is known to half of the round trip, however
 * unequal the two ways are.
 */
export async function readClock(exchange: () => Promise<ClockExchange>, rounds = 64): Promise<ClockReading> {
  let best: ClockReading | undefined;
  for (let i = 0; i < rounds; i++) {
    const reading = readingOf(await exchange());
    if (!best || reading.errorMicros < best.errorMicros) best = reading;
  }
  if (!best) throw new RangeError("a clock is read in at least one round");
  return best;
}

/** The offset that was used during a run, and how far it may have been off: by the first reading, or by the last. */
export function checkClock(first: ClockReading, last: ClockReading | null): ClockCheck {
  if (!last) return { ...first, driftMicros: null };
  const driftMicros = last.offsetMicros - first.offsetMicros;
  return {
    offsetMicros: first.offsetMicros,
    errorMicros: Math.max(first.errorMicros, Math.abs(driftMicros) + last.errorMicros),
    driftMicros,
  };
}

/** How far off a time from one host to another may be: by the two clocks that are known least. One clock agrees with itself. */
export function betweenHosts(clocks: readonly ClockReading[]): number {
  if (clocks.length < 2) return 0;
  const [worst = 0, next = 0] = clocks.map(({ errorMicros }) => errorMicros).sort((a, b) => b - a);
  return worst + next;
}

function readingOf({ sentMicros, remoteMicros, receivedMicros }: ClockExchange): ClockReading {
  return {
    offsetMicros: remoteMicros - (sentMicros + receivedMicros) / 2,
    errorMicros: (receivedMicros - sentMicros) / 2 + GRAIN_MICROS,
  };
}
