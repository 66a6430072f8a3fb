/** From when to when a fault was felt, in seconds since the load began. */
export interface Felt {
  readonly from: number;
  readonly to: number;
}

/** What a message due at some time has to do with a fault: it was due while the fault was felt, or before it began. */
export interface Owner {
  readonly fault: number;
  readonly phase: "during" | "before";
}

/** A stretch of the time axis, to `until` (exclusive), that belongs to one fault or to none. */
export interface Stretch {
  readonly until: number;
  readonly owner: Owner | null;
}

/**
 * The time axis as stretches, each with the fault it belongs to, so that every message is counted once: of faults felt
 * at the same time the one that began last; where none is felt the next one, before which the message was due. After
 * the last fault nobody owns anything. Null is a fault that never began. A message that is lost was acknowledged before something took it away, hence
 * "before".
 */
export function stretches(felt: readonly (Felt | null)[]): Stretch[] {
  const begun = felt.flatMap((each, fault) => (each ? [{ ...each, fault }] : []));
  begun.sort((a, b) => a.from - b.from || a.fault - b.fault);
  const ends = begun.flatMap(({ from, to }) => [from, to]).filter(Number.isFinite);
  const bounds = [...new Set(ends)].sort((a, b) => a - b);
  return [...bounds, Number.POSITIVE_INFINITY].map((until, i) => ({
    until,
    owner: ownerOf(begun, i === 0 ? Number.NEGATIVE_INFINITY : bounds[i - 1]!, until),
  }));
}

/** The stretch that second `t` lies in. */
export function stretchAt(all: readonly Stretch[], t: number): Stretch {
  return all.find(({ until }) => t < until) ?? all.at(-1)!;
}

/**
 * Cuts the messages `first` to `end` (exclusive) at the bounds of stretches, and passes on how many lie in each.
 * `due` never falls from one message to the next.
 */
export function cut(
  all: readonly Stretch[],
  [first, end]: readonly [first: number, end: number],
  due: (sequence: number) => number,
  count: (owner: Owner | null, messages: number) => void,
): void {
  let at = first;
  for (const { until, owner } of all) {
    const next = firstFrom(at, end, (sequence) => due(sequence) >= until);
    if (next > at) count(owner, next - at);
    at = next;
  }
}

/** `begun` in the order in which they began. */
function ownerOf(begun: readonly (Felt & { fault: number })[], from: number, until: number): Owner | null {
  const last = begun.findLast((each) => each.from <= from && each.to >= until);
  if (last) return { fault: last.fault, phase: "during" };
  const next = begun.find((each) => each.from >= until);
  return next ? { fault: next.fault, phase: "before" } : null;
}

/** The first number of [low, high) of which `holds` says true, as it does of all after it; `high` if of none. */
function firstFrom(low: number, high: number, holds: (sequence: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
