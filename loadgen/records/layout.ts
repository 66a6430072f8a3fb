import { MAX_RECORDS, STAMP_BYTES } from "./stamp.ts";
import { varintBytes } from "./varint.ts";

/** Bytes of a record batch v2 before its first record. */
export const BATCH_HEADER_BYTES = 61;

export interface RecordShape {
  /** 0 for messages without key. */
  keyBytes: number;
  /** Bytes of each message's value in turn. */
  valueBytes: ArrayLike<number>;
  /** What follows every value: the count of headers and the headers, with the stamp at the end if it is in one. */
  tailBytes: number;
  stampIn: "value" | "header";
}

/** Where things are in a batch whose messages have the shape given. */
export class BatchLayout {
  readonly shape: RecordShape;
  readonly maxRecords: number;
  /** Bytes of the body (the records without the batch's header) with `n` records. */
  readonly bodyBytes: Uint32Array;
  /** Keys and values of the first `n` messages. */
  readonly messageBytes: Uint32Array;
  /** Offset in the body of record `i`'s key. */
  readonly keyAt: Uint32Array;
  /** Offset in the body of record `i`'s value. */
  readonly valueAt: Uint32Array;
  /** Offset in the body of record `i`'s stamp. */
  readonly stampAt: Uint32Array;

  /** Takes as many of the shape's messages as `maxBatchBytes` hold with the batch's header; the first one always. */
  constructor(shape: RecordShape, maxBatchBytes: number) {
    this.shape = shape;
    const most = Math.min(MAX_RECORDS, shape.valueBytes.length);
    let count = 0;
    for (let bytes = BATCH_HEADER_BYTES; count < most; count++) {
      bytes += this.#recordBytes(count);
      if (count > 0 && bytes > maxBatchBytes) break;
    }
    this.maxRecords = count;
    this.bodyBytes = new Uint32Array(count + 1);
    this.messageBytes = new Uint32Array(count + 1);
    this.keyAt = new Uint32Array(count);
    this.valueAt = new Uint32Array(count);
    this.stampAt = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const value = shape.valueBytes[i]!;
      const end = this.bodyBytes[i]! + this.#recordBytes(i);
      this.bodyBytes[i + 1] = end;
      this.messageBytes[i + 1] = this.messageBytes[i]! + shape.keyBytes + value;
      this.valueAt[i] = end - shape.tailBytes - value;
      this.keyAt[i] = this.valueAt[i]! - varintBytes(value) - shape.keyBytes;
      this.stampAt[i] = shape.stampIn === "value" ? this.valueAt[i]! : end - STAMP_BYTES;
    }
  }

  /** Bytes of record `i` after its length: attributes, time delta, offset delta, key, value, headers. */
  innerBytes(i: number): number {
    const { keyBytes, valueBytes, tailBytes } = this.shape;
    const key = keyBytes === 0 ? 1 : varintBytes(keyBytes) + keyBytes;
    const value = valueBytes[i]!;
    return 1 + 1 + varintBytes(i) + key + varintBytes(value) + value + tailBytes;
  }

  #recordBytes(i: number): number {
    const inner = this.innerBytes(i);
    return varintBytes(inner) + inner;
  }
}
