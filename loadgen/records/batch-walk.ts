import { crcUpdate } from "../wire/crc32c.ts";
import { header, UNCOUNTED_BYTES } from "./batch-header.ts";
import { BATCH_HEADER_BYTES } from "./layout.ts";

const OFFSET_BYTES = 8;
/** Of the record batches that are read here. */
const MAGIC = 2;

/**
 * Goes along the batches that a response has of a partition, and tells where each of them lies in the log.
 *
 * The checksum of a batch covers neither its first offset nor its length. So neither is believed where what is
 * around the batch says otherwise: the batch before it, the one that follows, and the end of the log. Where nothing of
 * the response follows, the batch is left for the next one, which begins with it. Offsets may be left out between
 * batches: compaction does that. A damaged offset that could as well be such a gap is believed: one beside a gap,
 * or of a batch that is all there is of its response.
 */
export class BatchWalk {
  readonly source: Buffer;
  readonly end: number;
  /** Of the batch at hand, in `source`. */
  at: number;
  /** The offset to fetch next. */
  next: number;
  /** The first offset of the batch at hand, if none is left out before it. */
  #expected: number;
  readonly #start: number;
  readonly #logEnd: number;

  /** Along `source[start, end)`, asked for from `offset` on; the log is known to reach up to `logEnd`. */
  constructor(source: Buffer, start: number, end: number, offset: number, logEnd: number) {
    this.source = source;
    this.#start = start;
    this.end = end;
    this.at = start;
    this.next = offset;
    this.#expected = offset;
    this.#logEnd = logEnd;
  }

  /** Whether there is a batch at hand, or at least its header. */
  get more(): boolean {
    return this.end - this.at >= BATCH_HEADER_BYTES;
  }

  /** Whether the batch at hand is the response's first, which a broker sends whole, however large it is (KIP-74). */
  get isFirst(): boolean {
    return this.at === this.#start;
  }

  /** Where in `source` the batch at hand ends by its header; undefined if it cannot end there, or is cut off. */
  get statedEnd(): number | undefined {
    const size = this.source.readInt32BE(this.at + header.batchLength) + UNCOUNTED_BYTES;
    return size >= BATCH_HEADER_BYTES && this.at + size <= this.end ? this.at + size : undefined;
  }

  /** Offsets that the batch at hand takes up; one at least, whatever its header says. */
  get span(): number {
    return Math.max(0, this.source.readInt32BE(this.at + header.lastOffsetDelta)) + 1;
  }

  /** The first offset of the batch at hand, which is whole and ends at `to`; undefined if the next response has to tell. */
  placeWhole(to: number): number | undefined {
    const stated = this.#statedOffset;
    if (stated === this.#expected) return stated;
    const { span } = this;
    const following = this.#offsetAt(to);
    if (stated + span === (following ?? this.#logEnd)) return stated;
    if (this.#expected + span === (following ?? this.#logEnd)) return this.#expected;
    const isTold = this.#isPlausible(following, Math.min(stated, this.#expected) + span);
    if (!isTold && !this.isFirst) return undefined;
    const limit = isTold ? following : this.#logEnd;
    const isLegal = stated > this.#expected ? stated + span <= limit : this.isFirst && stated + span > this.#expected;
    return isLegal ? stated : this.#expected;
  }

  /**
   * The offsets `[from, after)` of what is damaged and not yet read of the batch at hand, and whether what follows at
   * `to` begins at `after`. A batch has its length twice, in offsets and in messages, and one of them may be what is
   * damaged. Unless the batch that follows tells which, the lesser is taken: what is left of it then comes again. At
   * least one offset is passed, so that no damage is met for ever.
   */
  placeDamaged(to: number | undefined, maxRecords: number): { from: number; after: number; isCertain: boolean } {
    const stated = this.#statedOffset;
    const base = stated >= this.next - maxRecords && stated < this.#logEnd ? stated : this.next;
    const from = Math.max(this.next, base);
    const lengths = [this.source.readInt32BE(this.at + header.recordCount), this.span];
    const ends = lengths.map((length) => base + length).filter((end) => end > from);
    const following = to === undefined ? undefined : this.#offsetAt(to);
    if (following !== undefined && ends.includes(following)) return { from, after: following, isCertain: true };
    const least = ends.length === 0 ? from + 1 : Math.min(...ends);
    const after = Math.max(from + 1, Math.min(least, from + maxRecords, this.#logEnd));
    return { from, after, isCertain: to === this.end && after === this.#logEnd };
  }

  /**
   * Where the batch at hand ends by its checksum, whatever its length says: that is known up to the end of the response,
   * and with the right length the checksum agrees. Undefined where there is no such end: it is not the length alone that
   * is damaged, and the batch may end anywhere.
   */
  sealedEnd(): number | undefined {
    const { source, at, end } = this;
    const sealed = source.readUInt32BE(at + header.crc);
    let register = 0xffffffff;
    let from = at + header.attributes;
    for (let to = at + BATCH_HEADER_BYTES; to <= end; to++) {
      if (to + header.magic < end && source[to + header.magic] !== MAGIC) continue;
      register = crcUpdate(register, source, from, to);
      if (~register >>> 0 === sealed) return to;
      from = to;
    }
    return undefined;
  }

  /** Goes on to the batch at `to`, which has offset `after` if none is left out. */
  goOn(to: number, after: number): void {
    this.at = to;
    this.#expected = after;
    this.next = Math.max(this.next, after);
  }

  get #statedOffset(): number {
    return Number(this.source.readBigInt64BE(this.at));
  }

  /** What follows may be what is damaged. */
  #isPlausible(offset: number | undefined, least: number): offset is number {
    return offset !== undefined && offset >= least && offset <= this.#logEnd;
  }

  /** The first offset of the batch at `to`, as it says; undefined where the response does not reach that far. */
  #offsetAt(to: number): number | undefined {
    return to + OFFSET_BYTES <= this.end ? Number(this.source.readBigInt64BE(to)) : undefined;
  }
}
