import { applyMap, applyTable, crcUpdate, mapTable, zeroBytes } from "../wire/crc32c.ts";
import { checkRoom, STAMP_PATCH_BYTES, STAMP_PATCH_OFFSET } from "./stamp.ts";
import { varintBytes } from "./varint.ts";

/** Bytes of a record batch v2 before its first record. */
export const BATCH_HEADER_BYTES = 61;

export interface MessageShape {
  /** Key and value together, without the record's own few bytes. */
  messageBytes: number;
  /** 0 for messages without key. */
  keyBytes: number;
}

/**
 * Where things are in a batch of equal messages, and what a patch does to the checksum.
 *
 * A batch of `n` messages is the first `n` records of a template; all messages of a batch are patched with
 * the same bytes (stamp and key). The patch's share of the CRC is then linear in those bytes, whatever `n`:
 * one 32-bit image per bit of the patch, worked out here once. Sealing a batch costs the same for 1 kB and 1 MB.
 */
export class BatchLayout {
  readonly shape: MessageShape;
  readonly maxRecords: number;
  readonly valueBytes: number;
  /** Bytes of the body (the records without the batch's header) with `n` records. */
  readonly bodyBytes: Uint32Array;
  /** Offset in the body of record `i`'s key. */
  readonly keyAt: Uint32Array;
  /** Offset in the body of record `i`'s value. */
  readonly valueAt: Uint32Array;
  readonly #patchBits: number;
  readonly #patchImages: Uint32Array;
  readonly #bodyMaps: Uint32Array;

  /** `maxBatchBytes` counts the header; at most 4,096 messages are put in a batch. */
  constructor(shape: MessageShape, maxBatchBytes: number) {
    checkRoom(shape.messageBytes, shape.keyBytes);
    this.shape = shape;
    this.valueBytes = shape.messageBytes - shape.keyBytes;
    const largest = this.recordBytes(4095);
    this.maxRecords = Math.max(1, Math.min(4096, Math.floor((maxBatchBytes - BATCH_HEADER_BYTES) / largest)));

    this.bodyBytes = new Uint32Array(this.maxRecords + 1);
    this.keyAt = new Uint32Array(this.maxRecords);
    this.valueAt = new Uint32Array(this.maxRecords);
    for (let i = 0; i < this.maxRecords; i++) {
      const end = this.bodyBytes[i]! + this.recordBytes(i);
      this.bodyBytes[i + 1] = end;
      // From the end: one byte for "no headers", the value, its length, the key.
      this.valueAt[i] = end - 1 - this.valueBytes;
      this.keyAt[i] = this.valueAt[i]! - varintBytes(this.valueBytes) - shape.keyBytes;
    }

    this.#patchBits = 8 * (STAMP_PATCH_BYTES + shape.keyBytes);
    this.#patchImages = new Uint32Array((this.maxRecords + 1) * this.#patchBits);
    this.#bodyMaps = new Uint32Array((this.maxRecords + 1) * 32);
    this.#workOutImages();
  }

  /** Bytes of record `i` with its length in front. */
  recordBytes(i: number): number {
    const inner = this.innerBytes(i);
    return varintBytes(inner) + inner;
  }

  /** Bytes of record `i` after its length: attributes, time delta, offset delta, key, value, no headers. */
  innerBytes(i: number): number {
    const { keyBytes } = this.shape;
    const key = keyBytes === 0 ? 1 : varintBytes(keyBytes) + keyBytes;
    return 1 + 1 + varintBytes(i) + key + varintBytes(this.valueBytes) + this.valueBytes + 1;
  }

  /** The register after the body of `n` records, of which the template alone adds `own`, from `register` before it. */
  sealBody(n: number, register: number, own: number, patch: Uint8Array): number {
    let c = applyMap(this.#bodyMaps, register, n * 32) ^ own;
    const images = this.#patchImages;
    let at = n * this.#patchBits;
    for (let i = 0; i < patch.length; i++, at += 8) {
      for (let bit = 0, rest = patch[i]!; rest !== 0; bit++, rest >>>= 1) if (rest & 1) c ^= images[at + bit]!;
    }
    return c >>> 0;
  }

  #workOutImages(): void {
    const bits = this.#patchBits;
    const tail = Math.max(this.bodyBytes[1]!, 1);
    const inRecord = this.#imagesInOneRecord(tail);
    const images = this.#patchImages;
    const maps = this.#bodyMaps;
    for (let bit = 0; bit < 32; bit++) maps[bit] = (1 << bit) >>> 0;
    let length = 0;
    let table = new Uint32Array();
    for (let n = 1; n <= this.maxRecords; n++) {
      const recordBytes = this.bodyBytes[n]! - this.bodyBytes[n - 1]!;
      if (recordBytes !== length) {
        length = recordBytes;
        table = mapTable(zeroBytes(length)) as Uint32Array<ArrayBuffer>;
      }
      for (let bit = 0; bit < bits; bit++)
        images[n * bits + bit] = applyTable(table, images[(n - 1) * bits + bit]!) ^ inRecord[bit]!;
      for (let bit = 0; bit < 32; bit++) maps[n * 32 + bit] = applyTable(table, maps[(n - 1) * 32 + bit]!);
    }
  }

  /** What each bit of the patch adds by the end of its own record: the same for every record, counted from its end. */
  #imagesInOneRecord(recordBytes: number): Uint32Array {
    const blank = new Uint8Array(recordBytes);
    const images = new Uint32Array(this.#patchBits);
    for (let bit = 0; bit < this.#patchBits; bit++) {
      const byte = bit >> 3;
      const at =
        byte < STAMP_PATCH_BYTES
          ? this.valueAt[0]! + STAMP_PATCH_OFFSET + byte
          : this.keyAt[0]! + (byte - STAMP_PATCH_BYTES);
      blank[at] = 1 << (bit & 7);
      images[bit] = crcUpdate(0, blank, 0, recordBytes);
      blank[at] = 0;
    }
    return images;
  }
}
