/**
 * Where a consumer is in the log of a partition, and which elections what it read was written after: a log that an
 * election cuts is the same as before up to where two histories of elections part.
 */
export class Position {
  /** To fetch next. */
  offset: number;
  /** The last election after which the log was found to hold what was read; -1 if none is known of. */
  epoch: number;
  /** Nothing is fetched while it is found out what the log holds. */
  checking = false;
  /** The log was said not to reach to `offset`, or no longer to begin before it. */
  outOfRange = false;
  /** When the next message is old enough to be read, by `performance.now()`. */
  notBefore = 0;
  /** Since when only elections are told of that came before what was read, by `performance.now()`. */
  outdatedSince: number | undefined;
  /** Each election that something was read of, and the offset of the first of it; in order. */
  readonly #read: { epoch: number; from: number }[] = [];

  constructor(offset: number, epoch: number) {
    this.offset = offset;
    this.epoch = epoch;
  }

  /** The same place, of which all the rest is still to be found out. */
  copy(): Position {
    const copy = new Position(this.offset, this.epoch);
    copy.#read.push(...this.#read);
    return copy;
  }

  /** The last election that something was read of; -1 if nothing was read. */
  get lastRead(): number {
    return this.#read.at(-1)?.epoch ?? -1;
  }

  /** The election that the last of what was read before `offset` was written after; -1 if nothing was read there. */
  readBefore(offset: number): number {
    return this.#read.findLast(({ from }) => from < offset)?.epoch ?? -1;
  }

  /** A batch at `offset` was written after election `epoch`. One that its leader cannot know of is a damaged byte. */
  note(epoch: number, offset: number): void {
    if (epoch > this.lastRead && epoch <= this.epoch) this.#read.push({ epoch, from: offset });
  }

  /** Where that ends which was read of elections up to `epoch`. */
  endOf(epoch: number): number {
    return this.#read.find((later) => later.epoch > epoch)?.from ?? this.offset;
  }

  /** Goes back to `offset`, or to the first that there is; nothing is known of what was read beyond it. */
  cutAt(offset: number): void {
    this.offset = offset;
    while ((this.#read.at(-1)?.from ?? -1) >= offset) this.#read.pop();
  }

  /** Goes to `offset` of a log that has nothing to do with what was read. */
  restartAt(offset: number): void {
    this.offset = offset;
    this.#read.length = 0;
  }
}
