import { crc32c } from "../../wire/crc32c.ts";
import { header, patchHeader, writeBlankHeader } from "../batch-header.ts";
import type { BatchSource } from "../batch-source.ts";
import { BATCH_HEADER_BYTES } from "../layout.ts";
import { MAX_RECORDS, STAMP_BYTES, STAMP_PATCH_OFFSET, type Stamp, writePatch, writePlace } from "../stamp.ts";
import type { BatchContent } from "../template.ts";
import type { Rows } from "./rows.ts";

/**
 * A batch of rows of one partition. The rows of a partition come over and over in their order: message `n` of a
 * producer always is the same row, whatever batch it is in.
 */
export class DealtBatch implements BatchSource {
  readonly headers: Readonly<Record<string, string>>;
  readonly stampIn = "header";
  readonly #rows: Rows;
  /** The partition's rows. */
  readonly #own: Uint16Array;
  readonly #firstSequence: number;

  constructor(rows: Rows, own: Uint16Array, firstSequence: number, headers: Readonly<Record<string, string>>) {
    this.#rows = rows;
    this.#own = own;
    this.#firstSequence = firstSequence;
    this.headers = headers;
  }

  /** Keys and values of the first `count` messages. */
  messageBytes(count: number): number {
    let bytes = 0;
    for (let i = 0; i < count; i++) bytes += this.#rows.messageBytes(this.#row(i));
    return bytes;
  }

  batchBytes(count: number): number {
    let bytes = BATCH_HEADER_BYTES;
    for (let i = 0; i < count; i++) bytes += this.#rows.recordBytes(this.#row(i), i);
    return bytes;
  }

  write(target: Buffer, offset: number, content: BatchContent): number {
    const end = this.writeBody(target, offset + BATCH_HEADER_BYTES, content.count, content.stamp);
    target.fill(0, offset, offset + BATCH_HEADER_BYTES);
    writeBlankHeader(target, offset);
    patchHeader(target, offset, end - offset, content);
    target.writeUInt32BE(crc32c(target, offset + header.attributes, end), offset + header.crc);
    return end;
  }

  /** Writes the records of a batch at `offset` of `target`, and returns the offset after them. */
  writeBody(target: Buffer, offset: number, count: number, stamp: Stamp): number {
    let at = offset;
    for (let i = 0; i < count; i++) {
      const row = this.#row(i);
      at = this.#rows.write(target, at, row, i);
      writeStamp(target, at, row, stampOf(i, stamp));
      at += STAMP_BYTES;
    }
    return at;
  }

  message(index: number, stamp: Stamp): { key: Buffer; value: Buffer; stamp: Buffer } {
    const row = this.#row(index);
    const stamped = Buffer.alloc(STAMP_BYTES);
    writeStamp(stamped, 0, row, stampOf(index, stamp));
    return { key: this.#rows.key(row), value: this.#rows.value(row), stamp: stamped };
  }

  #row(index: number): number {
    return this.#own[(this.#firstSequence + index) % this.#own.length]!;
  }
}

/** Each message has a stamp of its own: its place is its row. */
function writeStamp(target: Buffer, offset: number, row: number, stamp: Stamp): void {
  writePlace(target, offset, { template: Math.floor(row / MAX_RECORDS), index: row % MAX_RECORDS });
  writePatch(target, offset + STAMP_PATCH_OFFSET, stamp);
}

/** Of message `index` in a batch whose first message has `stamp`: the same for a reader, who knows whole nanoseconds. */
function stampOf(index: number, { producer, firstSequence, dueMicros, spacingNanos }: Stamp): Stamp {
  const spacing = Math.round(spacingNanos);
  return {
    producer,
    firstSequence: firstSequence + index,
    dueMicros: Math.round(dueMicros + (index * spacing) / 1000),
    spacingNanos: spacing,
  };
}
