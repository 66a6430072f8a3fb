/** What a producer dropped in one partition. */
export interface DropRow {
  producer: number;
  partition: number;
  /** In pairs: a sequence, and how many messages in all were dropped before it was given. */
  gaps: number[];
}

/**
 * Counts what was dropped, for each partition. A message that is dropped never has a sequence, so the sequences of
 * those handed out have no gaps; here is kept where there would be some. Memory grows with them.
 */
export class Drops {
  total = 0;
  readonly #counts: Float64Array;
  readonly #gaps = new Map<number, number[]>();

  constructor(partitions: number) {
    this.#counts = new Float64Array(partitions);
  }

  /** Messages of `partition` dropped by now. */
  of(partition: number): number {
    return this.#counts[partition]!;
  }

  /** `count` messages were dropped before `sequence` was given. */
  note(partition: number, sequence: number, count: number): void {
    this.total += count;
    this.#counts[partition]! += count;
    const gaps = this.#gaps.get(partition) ?? [];
    this.#gaps.set(partition, gaps);
    if (gaps.at(-2) === sequence) gaps[gaps.length - 1] = this.#counts[partition]!;
    else gaps.push(sequence, this.#counts[partition]!);
  }

  rows(producer: number): DropRow[] {
    return [...this.#gaps].map(([partition, gaps]) => ({ producer, partition, gaps }));
  }
}

/** Which message of its partition's schedule has `sequence`, those dropped counted in. */
export function placeOf(sequence: number, gaps: readonly number[] = []): number {
  let dropped = 0;
  for (let i = 0; i < gaps.length && gaps[i]! <= sequence; i += 2) dropped = gaps[i + 1]!;
  return sequence + dropped;
}
