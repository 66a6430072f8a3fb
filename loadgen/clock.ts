/**
 * Microseconds since 1970 on a clock that never jumps. All threads of a process that got the same `origin`
 * read the same clock: `hrtime` is one for the machine, only its distance from 1970 must be agreed on once.
 */
export interface Clock {
  now(): number;
}

/** Distance of `hrtime` from 1970 in microseconds, to be handed to every thread. */
export function clockOrigin(): number {
  // Finer than Date.now(), which is cut to milliseconds.
  return Math.round((performance.timeOrigin + performance.now()) * 1000) - hrMicros();
}

export function clockFrom(origin: number): Clock {
  // performance.now() is the same clock as hrtime, but far cheaper to read.
  const offset = origin + hrMicros() - performance.now() * 1000;
  return { now: () => performance.now() * 1000 + offset };
}

/** The clock of this machine that never jumps; where it starts is its own affair. */
export function hrMicros(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
