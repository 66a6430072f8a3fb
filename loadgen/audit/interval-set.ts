/** A set of whole numbers kept as intervals: its memory grows with the gaps, not with the numbers. */
export class IntervalSet {
  /** Starts and ends (exclusive) in turn, ascending, no two touching. */
  readonly #bounds: number[];

  /** `bounds` as `toArray` gives them. */
  constructor(bounds: readonly number[] = []) {
    this.#bounds = [...bounds];
  }

  /** Adds `[start, end)` and returns how many of its numbers were there before. */
  add(start: number, end: number): number {
    const bounds = this.#bounds;
    const last = bounds.length - 1;
    if (last < 0 || start > bounds[last]!) {
      bounds.push(start, end);
      return 0;
    }
    if (start === bounds[last]) {
      bounds[last] = end;
      return 0;
    }
    return this.#insert(start, end);
  }

  /** How many numbers it holds. */
  get size(): number {
    let sum = 0;
    for (let i = 0; i < this.#bounds.length; i += 2) sum += this.#bounds[i + 1]! - this.#bounds[i]!;
    return sum;
  }

  /** How many of its numbers are not in `other`. */
  missingFrom(other: IntervalSet): number {
    return this.without(other).size;
  }

  /** Those of its numbers that are not in `other`. */
  without(other: IntervalSet): IntervalSet {
    const theirs = other.#bounds;
    const missing: number[] = [];
    let j = 0;
    for (let i = 0; i < this.#bounds.length; i += 2) {
      let at = this.#bounds[i]!;
      const end = this.#bounds[i + 1]!;
      while (j < theirs.length && theirs[j + 1]! <= at) j += 2;
      for (let k = j; k < theirs.length && theirs[k]! < end; k += 2) {
        if (theirs[k]! > at) missing.push(at, theirs[k]!);
        at = Math.max(at, Math.min(end, theirs[k + 1]!));
      }
      if (end > at) missing.push(at, end);
    }
    return new IntervalSet(missing);
  }

  toArray(): number[] {
    return [...this.#bounds];
  }

  #insert(start: number, end: number): number {
    const bounds = this.#bounds;
    // First interval that ends at or after `start`; all up to the last that begins at or before `end` become one.
    let first = this.#firstEndingFrom(start);
    let low = start;
    let high = end;
    let present = 0;
    const from = first;
    while (first < bounds.length && bounds[first]! <= end) {
      present += Math.max(0, Math.min(end, bounds[first + 1]!) - Math.max(start, bounds[first]!));
      low = Math.min(low, bounds[first]!);
      high = Math.max(high, bounds[first + 1]!);
      first += 2;
    }
    bounds.splice(from, first - from, low, high);
    return present;
  }

  #firstEndingFrom(start: number): number {
    let low = 0;
    let high = this.#bounds.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#bounds[2 * middle + 1]! < start) low = middle + 1;
      else high = middle;
    }
    return 2 * low;
  }
}
