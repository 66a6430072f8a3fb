/** Notices that partitions are led by other brokers than before; one without a leader has not moved yet. */
export class LeaderMoves {
  readonly #last: Int32Array;

  constructor(partitions: number) {
    this.#last = new Int32Array(partitions).fill(-1);
  }

  /** The partitions that have moved since the last call, by who leads each now; -1 is nobody. */
  since(leader: (partition: number) => number): number[] {
    const moved: number[] = [];
    for (const [partition, last] of this.#last.entries()) {
      const now = leader(partition);
      if (now < 0 || now === last) continue;
      if (last >= 0) moved.push(partition);
      this.#last[partition] = now;
    }
    return moved;
  }
}
