import { header } from "../records/batch-header.ts";
import { crc32c } from "../wire/crc32c.ts";

/** A batch as it was stored; `bytes` may be changed by a test that plays a disk that does not keep its word. */
export interface StoredBatch {
  baseOffset: number;
  count: number;
  producerId: bigint;
  baseSequence: number;
  bytes: Buffer;
}

interface ProducerState {
  epoch: number;
  /** First and last sequence of the batches that are remembered, oldest first. */
  recent: { first: number; last: number }[];
}

/** As many batches as a real broker remembers of each idempotent producer. */
const REMEMBERED = 5;

/**
 * The log of one partition with a real broker's check of idempotent producers: a batch among the last five of its
 * producer is taken for a repeat, one that leaves a gap is refused, and of an unknown producer any sequence is
 * accepted (org.apache.kafka.storage.internals.log.ProducerAppendInfo).
 */
export class PartitionLog {
  readonly batches: StoredBatch[] = [];
  /** Batches that were recognised as repeats and not stored again. */
  repeatsNoticed = 0;
  #startOffset = 0;
  #endOffset = 0;
  /** What the slowest replica in sync has; all have the same unless a test says otherwise. */
  #replicated = Number.POSITIVE_INFINITY;
  /** Elections of a leader. */
  #epoch = 0;
  readonly #producers = new Map<bigint, ProducerState>();

  get epoch(): number {
    return this.#epoch;
  }

  get startOffset(): number {
    return this.#startOffset;
  }

  get endOffset(): number {
    return this.#endOffset;
  }

  /** Nothing beyond it is given to consumers. */
  get highWatermark(): number {
    return Math.min(this.#replicated, this.#endOffset);
  }

  /** A replica in sync takes nothing more for now, until `resumeReplica`. */
  stallReplica(): void {
    this.#replicated = this.#endOffset;
  }

  resumeReplica(): void {
    this.#replicated = Number.POSITIVE_INFINITY;
  }

  /** Stores one batch; returns the name of Kafka's error, or undefined once it is stored or known to be. */
  append(source: Buffer): string | undefined {
    const bytes = Buffer.from(source);
    if (crc32c(bytes, header.attributes) !== bytes.readUInt32BE(header.crc)) return "CORRUPT_MESSAGE";
    const count = bytes.readInt32BE(header.recordCount);
    const producerId = bytes.readBigInt64BE(header.producerId);
    const baseSequence = bytes.readInt32BE(header.baseSequence);
    if (producerId >= 0n) {
      const verdict = this.#check(producerId, bytes.readInt16BE(header.producerEpoch), baseSequence, count);
      if (verdict === "repeat") this.repeatsNoticed++;
      if (verdict !== "next") return verdict === "repeat" ? undefined : verdict;
    }
    bytes.writeBigInt64BE(BigInt(this.#endOffset));
    bytes.writeInt32BE(this.#epoch, header.leaderEpoch);
    this.batches.push({ baseOffset: this.#endOffset, count, producerId, baseSequence, bytes });
    this.#endOffset += count;
    return undefined;
  }

  /**
   * What a fetch from `offset` returns: the batch with it and those after, up to the high watermark, cut at `maxBytes`
   * but for the first batch.
   */
  read(offset: number, maxBytes: number): Buffer {
    const readable = this.batches.filter(
      ({ baseOffset, count }) => baseOffset + count > offset && baseOffset < this.highWatermark,
    );
    const whole = Buffer.concat(readable.map(({ bytes }) => bytes));
    return whole.subarray(0, Math.max(maxBytes, readable[0]?.bytes.length ?? 0));
  }

  /** Retention: removes the `count` oldest batches. */
  dropOldest(count: number): void {
    this.batches.splice(0, count);
    this.#startOffset = this.batches[0]?.baseOffset ?? this.#endOffset;
  }

  /** A leader is elected that has the batches before `offset` and no other. */
  elect(offset = this.#endOffset): void {
    this.#epoch++;
    while ((this.batches.at(-1)?.baseOffset ?? -1) >= offset) this.batches.pop();
    const last = this.batches.at(-1);
    this.#endOffset = last ? last.baseOffset + last.count : Math.min(this.#startOffset, offset);
    this.#producers.clear();
    for (const { bytes, producerId, baseSequence, count } of this.batches)
      this.#check(producerId, bytes.readInt16BE(header.producerEpoch), baseSequence, count);
  }

  /** As a real leader answers (org.apache.kafka.storage.internals.epoch.LeaderEpochFileCache.endOffsetFor). */
  epochEnd(asked: number): { epoch: number; end: number } {
    if (asked > this.#epoch) return { epoch: -1, end: -1 };
    if (asked === this.#epoch) return { epoch: asked, end: this.#endOffset };
    const epochs = this.batches.map(({ bytes }) => bytes.readInt32BE(header.leaderEpoch));
    const later = this.batches[epochs.findIndex((epoch) => epoch > asked)];
    const end = later?.baseOffset ?? this.#endOffset;
    return { epoch: epochs.findLast((epoch) => epoch <= asked) ?? asked, end };
  }

  #check(id: bigint, epoch: number, first: number, count: number): "next" | "repeat" | string {
    const last = first + count - 1;
    const state = this.#producers.get(id);
    if (!state || epoch > state.epoch) {
      if (state && first !== 0) return "OUT_OF_ORDER_SEQUENCE_NUMBER";
      this.#producers.set(id, { epoch, recent: [{ first, last }] });
      return "next";
    }
    if (epoch < state.epoch) return "INVALID_PRODUCER_EPOCH";
    if (state.recent.some((batch) => batch.first === first && batch.last === last)) return "repeat";
    if (first !== state.recent.at(-1)!.last + 1) return "OUT_OF_ORDER_SEQUENCE_NUMBER";
    state.recent.push({ first, last });
    if (state.recent.length > REMEMBERED) state.recent.shift();
    return "next";
  }
}
