import { crc32c } from "../wire/crc32c.ts";
import { BATCH_HEADER_BYTES } from "./layout.ts";
import { readStamp } from "./stamp.ts";
import { type BatchTemplate, header } from "./template.ts";
import { VarintReader } from "./varint.ts";

/** The attribute of a batch that holds no messages. */
const CONTROL = 0x20;
/** A record without key, value and headers, with its length. */
const LEAST_RECORD_BYTES = 7;

/** Consecutive messages of one producer, found in what a broker returned. */
export interface Run {
  producer: number;
  /** Sequence of the first message of the run. */
  firstSequence: number;
  count: number;
  /** When the first message of the run was due. */
  dueMicros: number;
  spacingNanos: number;
  bytes: number;
}

export interface BatchVisitor {
  run(run: Run): void;
  /** Messages that are not what was sent. */
  corrupted(messages: number): void;
}

/**
 * Reads record batches and checks every byte of them against the template they were made from. A batch that
 * is a patched prefix of the template is compared whole; one that another client made, message by message.
 */
export class BatchReader {
  readonly #template: BatchTemplate;
  #expected: Buffer;

  constructor(template: BatchTemplate) {
    this.#template = template;
    this.#expected = Buffer.allocUnsafe(template.batchBytes(template.layout.maxRecords));
  }

  /**
   * Visits the whole batches in `source[start, end)` from `offset` on, and returns the offset to fetch next.
   * A batch cut off by the end of the response is left for the next fetch.
   */
  read(source: Buffer, start: number, end: number, offset: number, visitor: BatchVisitor): number {
    let next = offset;
    let at = start;
    while (end - at >= BATCH_HEADER_BYTES) {
      const size = source.readInt32BE(at + header.batchLength) + 12;
      if (size < BATCH_HEADER_BYTES || at + size > end) break;
      const base = Number(source.readBigInt64BE(at));
      // Not yet checked: of a damaged batch this may be anything, but it never leads back.
      const after = base + Math.max(0, source.readInt32BE(at + header.lastOffsetDelta)) + 1;
      if (after > next) {
        this.#batch(source, at, size, Math.max(0, next - base), visitor);
        next = after;
      }
      at += size;
    }
    return next;
  }

  /** `skip` messages at the front were read before. */
  #batch(source: Buffer, at: number, size: number, skip: number, visitor: BatchVisitor): void {
    const count = source.readInt32BE(at + header.recordCount);
    const run = skip === 0 ? this.#asTemplate(source, at, size, count) : undefined;
    if (run) visitor.run(run);
    else if (crc32c(source, at + header.attributes, at + size) !== source.readUInt32BE(at + header.crc)) {
      // The count may be what is damaged.
      const most = Math.floor((size - BATCH_HEADER_BYTES) / LEAST_RECORD_BYTES);
      visitor.corrupted(Math.max(1, Math.min(count, most) - skip));
    } else if ((source.readInt16BE(at + header.attributes) & CONTROL) === 0)
      this.#oneByOne(source, at, size, count, skip, visitor);
  }

  /** The batch as one run, if it is byte for byte what our own producer makes. */
  #asTemplate(source: Buffer, at: number, size: number, count: number): Run | undefined {
    const { layout } = this.#template;
    if (count < 1 || count > layout.maxRecords || size !== this.#template.batchBytes(count)) return undefined;
    const body = at + BATCH_HEADER_BYTES;
    const stamp = readStamp(source, body + layout.valueAt[0]!, layout.valueBytes);
    if (stamp?.index !== 0) return undefined;
    const id = source.readBigInt64BE(at + header.producerId);
    const keyAt = body + layout.keyAt[0]!;
    this.#template.write(this.#expected, 0, {
      count,
      stamp,
      key: source.subarray(keyAt, keyAt + layout.shape.keyBytes),
      identity: id < 0n ? undefined : { id, epoch: source.readInt16BE(at + header.producerEpoch) },
    });
    if (this.#expected.compare(source, at + header.magic, at + size, header.magic, size) !== 0) return undefined;
    const bytes = count * layout.shape.messageBytes;
    const { producer, firstSequence, dueMicros, spacingNanos } = stamp;
    return { producer, firstSequence, count, dueMicros, spacingNanos, bytes };
  }

  #oneByOne(source: Buffer, at: number, size: number, count: number, skip: number, visitor: BatchVisitor): void {
    const compressed = (source[at + header.attributes + 1]! & 7) !== 0;
    const reader = new VarintReader(source, at + BATCH_HEADER_BYTES);
    for (let i = 0; i < count; i++) {
      const run = compressed ? undefined : this.#record(source, reader, at + size);
      if (i < skip) continue;
      if (run) visitor.run(run);
      else visitor.corrupted(1);
    }
  }

  #record(source: Buffer, reader: VarintReader, end: number): Run | undefined {
    const length = reader.next();
    const after = reader.offset + length;
    if (length < 0 || after > end) throw new RangeError("a record ends outside its batch");
    reader.offset += 1;
    reader.next(); // time delta
    reader.next(); // offset delta
    const keyBytes = Math.max(0, reader.next());
    reader.offset += keyBytes;
    const valueBytes = reader.next();
    const run = readValue(this.#template, source, reader.offset, valueBytes, keyBytes);
    reader.offset = after;
    return run;
  }
}

/** One message as a run, if its value is what the template has for it; undefined if it is not. */
export function readValue(
  template: BatchTemplate,
  source: Buffer,
  offset: number,
  valueBytes: number,
  keyBytes: number,
): Run | undefined {
  const stamp = readStamp(source, offset, valueBytes);
  if (!stamp || !template.holdsValue(stamp.index, source, offset, valueBytes)) return undefined;
  return {
    producer: stamp.producer,
    firstSequence: stamp.firstSequence + stamp.index,
    count: 1,
    dueMicros: stamp.dueMicros + (stamp.index * stamp.spacingNanos) / 1000,
    spacingNanos: stamp.spacingNanos,
    bytes: keyBytes + valueBytes,
  };
}
