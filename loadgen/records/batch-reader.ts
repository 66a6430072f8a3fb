import { crc32c } from "../wire/crc32c.ts";
import { header } from "./batch-header.ts";
import { BatchWalk } from "./batch-walk.ts";
import { codecNumbered } from "./compression/codecs.ts";
import { NO_KEYS } from "./format.ts";
import type { Format } from "./format-for.ts";
import { BATCH_HEADER_BYTES } from "./layout.ts";
import { readMessage } from "./message.ts";
import { type ReceivedRecord, RecordReader } from "./record-reader.ts";
import type { Run } from "./run.ts";
import { isOfRun } from "./run-mark.ts";
import { readStamp, STAMP_BYTES, type Stamp } from "./stamp.ts";
import type { BatchTemplate } from "./template.ts";

/** The attribute of a batch that holds no messages. */
const CONTROL = 0x20;
const CODEC = 0x07;
/** Of the records of a batch that was compressed by others: more than that is not ours. */
const MOST_DECOMPRESSED_BYTES = 64 * 1024 * 1024;

export interface BatchVisitor {
  /** A batch of `size` bytes lies at `at`, and at `offset` of the log. False leaves it, and what follows, for another time. */
  batch?(source: Buffer, at: number, size: number, offset: number): boolean;
  run(run: Run): void;
  /** Messages that are not what was sent. */
  corrupted(messages: number): void;
}

/**
 * Reads record batches and checks every byte of them against the templates they were made from. A batch that
 * is a patched prefix of a template is compared whole; one that another client made, message by message. In a topic
 * that others write to, messages without the mark of the run are passed over.
 */
export class BatchReader {
  readonly #format: Format;
  /** None where messages are not made of templates. */
  readonly #templates: readonly BatchTemplate[];
  readonly #expected: Buffer;
  /** Whose batch `#expected` holds. */
  #expectedOf: BatchTemplate | undefined;
  /** The keys of a batch, one after the other. */
  readonly #keys: Buffer;

  constructor(format: Format) {
    this.#format = format;
    this.#templates = format.kind === "templates" ? format.templates : [];
    this.#expected = Buffer.allocUnsafe(format.largestBatchBytes);
    this.#keys = Buffer.allocUnsafe(
      Math.max(0, ...this.#templates.map(({ layout }) => layout.maxRecords * layout.shape.keyBytes)),
    );
  }

  /**
   * Visits the whole batches in `source[start, end)` from `offset` on, and returns the offset to fetch next, which is
   * not beyond `logEnd` (the partition's high watermark, where that is known) unless whole batches are. A batch cut off
   * by the end of the response is left for the next fetch, and so is one of which what follows it has to tell where it
   * lies. What is damaged is told of once.
   */
  read(
    source: Buffer,
    start: number,
    end: number,
    offset: number,
    visitor: BatchVisitor,
    logEnd = Number.POSITIVE_INFINITY,
  ): number {
    const walk = new BatchWalk(source, start, end, offset, logEnd);
    while (walk.more && this.#batch(walk, visitor));
    return walk.next;
  }

  /** Visits the batch at hand and goes on behind it; false if it, or what follows, is left for another time. */
  #batch(walk: BatchWalk, visitor: BatchVisitor): boolean {
    const { source, at, statedEnd } = walk;
    if (statedEnd !== undefined) {
      const run = this.#asTemplate(source, at, statedEnd - at);
      if (run || isSealed(source, at, statedEnd)) return this.#whole(walk, statedEnd, run, visitor);
    }
    return this.#damaged(walk, statedEnd, visitor);
  }

  /** A batch that ends at `to`, of which nothing under the checksum is damaged. */
  #whole(walk: BatchWalk, to: number, run: Run | undefined, visitor: BatchVisitor): boolean {
    const { source, at, next } = walk;
    const base = walk.placeWhole(to);
    if (base === undefined) return false;
    const after = base + walk.span;
    if (after > next) {
      if (visitor.batch?.(source, at, to - at, base) === false) return false;
      // Messages at the front that were read before.
      const skip = Math.max(0, next - base);
      if (run && skip === 0) visitor.run(run);
      else this.#foreign(source.subarray(at, to), skip, visitor);
    }
    walk.goOn(to, after);
    return true;
  }

  /**
   * A batch whose checksum is wrong with the length that it has, which may be what is damaged. If it ends at
   * `statedEnd` it is damaged within, and what follows is where it should be. If not, the end is looked for: but only in
   * a response that begins with the batch, and so has all of it. Where none is found, it is not known where the
   * next batch begins here, and it is fetched by its offset.
   */
  #damaged(walk: BatchWalk, statedEnd: number | undefined, visitor: BatchVisitor): boolean {
    const { source, at } = walk;
    const { from, after, isCertain } = walk.placeDamaged(statedEnd, this.#format.maxRecords);
    if (!isCertain) {
      if (!walk.isFirst) return false;
      const sealedEnd = walk.sealedEnd();
      if (sealedEnd !== undefined) return this.#whole(walk, sealedEnd, undefined, visitor);
    }
    const to = statedEnd ?? walk.end;
    if (visitor.batch?.(source, at, to - at, from) === false) return false;
    visitor.corrupted(after - from);
    walk.goOn(to, after);
    return isCertain;
  }

  /** A batch that another client made, or the codec of a client or a broker; `skip` messages at its front were read before. */
  #foreign(batch: Buffer, skip: number, visitor: BatchVisitor): void {
    const count = batch.readInt32BE(header.recordCount);
    const attributes = batch.readInt16BE(header.attributes);
    if ((attributes & CONTROL) !== 0) return;
    const records = unpacked(batch.subarray(BATCH_HEADER_BYTES), attributes & CODEC);
    const run = records && skip === 0 ? this.#asBody(records, count) : undefined;
    if (run) visitor.run(run);
    else if (records) this.#oneByOne(records, count, skip, visitor);
    else if (this.#format.run === undefined) visitor.corrupted(Math.max(1, count - skip));
  }

  /** The batch as one run, if it is byte for byte what our own producer makes. */
  #asTemplate(source: Buffer, at: number, size: number): Run | undefined {
    const body = at + BATCH_HEADER_BYTES;
    const count = source.readInt32BE(at + header.recordCount);
    const found = this.#origin(source, body, size - BATCH_HEADER_BYTES, count);
    if (!found) return undefined;
    const { template, stamp } = found;
    const id = source.readBigInt64BE(at + header.producerId);
    this.#expect(template).patch(this.#expected, 0, {
      count,
      stamp,
      keys: this.#keysOf(template, source, body, count),
      identity: id < 0n ? undefined : { id, epoch: source.readInt16BE(at + header.producerEpoch) },
    });
    if (this.#expected.compare(source, at + header.magic, at + size, header.magic, size) !== 0) return undefined;
    return runOf(template, stamp, count);
  }

  /** The records of a batch as one run, if they are what our own producer puts in it. */
  #asBody(records: Buffer, count: number): Run | undefined {
    if (this.#format.kind === "dealt") return this.#format.readBody(records, count, this.#expected);
    const found = this.#origin(records, 0, records.length, count);
    if (!found) return undefined;
    const { template, stamp } = found;
    const keys = this.#keysOf(template, records, 0, count);
    this.#expect(template).patchBody(this.#expected, BATCH_HEADER_BYTES, { count, stamp, keys });
    const end = BATCH_HEADER_BYTES + records.length;
    if (this.#expected.compare(records, 0, records.length, BATCH_HEADER_BYTES, end) !== 0) return undefined;
    return runOf(template, stamp, count);
  }

  /** Has a batch of `template` in `#expected`; copied only when the template is another, since a copy costs as much as all else here. */
  #expect(template: BatchTemplate): BatchTemplate {
    if (this.#expectedOf !== template) template.fill(this.#expected);
    this.#expectedOf = template;
    return template;
  }

  /** The template that a body of `size` bytes with `count` messages seems to be made of, and its stamp. */
  #origin(
    source: Buffer,
    body: number,
    size: number,
    count: number,
  ): { template: BatchTemplate; stamp: Stamp } | undefined {
    for (const [which, template] of this.#templates.entries()) {
      const { maxRecords, bodyBytes, stampAt } = template.layout;
      if (count < 1 || count > maxRecords || size !== bodyBytes[count]) continue;
      const stamp = readStamp(source, body + stampAt[0]!, STAMP_BYTES);
      if (stamp?.index === 0 && stamp.template === which) return { template, stamp };
    }
    return undefined;
  }

  #keysOf(template: BatchTemplate, source: Buffer, body: number, count: number): Uint8Array {
    const { keyAt, shape } = template.layout;
    if (shape.keyBytes === 0) return NO_KEYS;
    const keys = this.#keys;
    for (let i = 0, to = 0; i < count; i++) {
      const at = body + keyAt[i]!;
      for (let k = 0; k < shape.keyBytes; k++) keys[to++] = source[at + k]!;
    }
    return keys;
  }

  #oneByOne(records: Buffer, count: number, skip: number, visitor: BatchVisitor): void {
    const reader = new RecordReader(records);
    for (let i = 0; i < count; i++) {
      const record = reader.next();
      if (!record) {
        // Where others write too it may be theirs; what is ours and cannot be read is missed by the audit.
        if (this.#format.run === undefined) visitor.corrupted(count - Math.max(i, skip));
        return;
      }
      if (i < skip || this.#isOfOthers(record)) continue;
      const run = readMessage(this.#format, record);
      if (run) visitor.run(run);
      else visitor.corrupted(1);
    }
  }

  #isOfOthers({ headers }: ReceivedRecord): boolean {
    const { run } = this.#format;
    return run !== undefined && !isOfRun(run, headers);
  }
}

function runOf(template: BatchTemplate, stamp: Stamp, count: number): Run {
  const { producer, firstSequence, dueMicros, spacingNanos } = stamp;
  return { producer, firstSequence, count, dueMicros, spacingNanos, bytes: template.layout.messageBytes[count]! };
}

/** Whether the checksum of the batch in `source[at, end)` agrees. */
function isSealed(source: Buffer, at: number, end: number): boolean {
  return crc32c(source, at + header.attributes, end) === source.readUInt32BE(at + header.crc);
}

/** The records of a batch; undefined if they cannot be decompressed. */
function unpacked(records: Buffer, codec: number): Buffer | undefined {
  if (codec === 0) return records;
  try {
    return codecNumbered(codec)?.decompress(records, MOST_DECOMPRESSED_BYTES);
  } catch {
    return undefined;
  }
}
