import { STAMP_BYTES } from "../stamp.ts";
import { varintBytes, writeVarint } from "../varint.ts";

/** A message without its stamp. */
export interface KeyedValue {
  key: Buffer;
  value: Buffer;
}

/** Records with keys of their own, encoded once as far as every batch has them alike: key, value and headers. */
export class Rows {
  readonly count: number;
  readonly #bytes: Buffer;
  /** Where each row begins, and the last one ends. */
  readonly #from: Uint32Array;
  readonly #keyAt: Uint32Array;
  readonly #keyBytes: Uint32Array;
  readonly #valueAt: Uint32Array;
  readonly #valueBytes: Uint32Array;

  /** `tail` follows every value: the headers, with room for the stamp at the end. */
  constructor(messages: readonly KeyedValue[], tail: Buffer) {
    this.count = messages.length;
    this.#from = new Uint32Array(messages.length + 1);
    this.#keyAt = Uint32Array.from(messages, ({ key }) => varintBytes(key.length));
    this.#keyBytes = Uint32Array.from(messages, ({ key }) => key.length);
    this.#valueAt = Uint32Array.from(messages, ({ value }) => varintBytes(value.length));
    this.#valueBytes = Uint32Array.from(messages, ({ value }) => value.length);
    for (let row = 0; row < messages.length; row++) {
      this.#keyAt[row]! += this.#from[row]!;
      this.#valueAt[row]! += this.#keyAt[row]! + this.#keyBytes[row]!;
      this.#from[row + 1] = this.#valueAt[row]! + this.#valueBytes[row]! + tail.length;
    }
    this.#bytes = Buffer.alloc(this.#from[messages.length]!);
    for (const [row, { key, value }] of messages.entries()) {
      writeVarint(this.#bytes, this.#from[row]!, key.length);
      this.#bytes.set(key, this.#keyAt[row]!);
      writeVarint(this.#bytes, this.#keyAt[row]! + key.length, value.length);
      this.#bytes.set(value, this.#valueAt[row]!);
      this.#bytes.set(tail, this.#valueAt[row]! + value.length);
    }
  }

  key(row: number): Buffer {
    return this.#bytes.subarray(this.#keyAt[row]!, this.#keyAt[row]! + this.#keyBytes[row]!);
  }

  value(row: number): Buffer {
    return this.#bytes.subarray(this.#valueAt[row]!, this.#valueAt[row]! + this.#valueBytes[row]!);
  }

  /** Key and value. */
  messageBytes(row: number): number {
    return this.#keyBytes[row]! + this.#valueBytes[row]!;
  }

  /** Of the row as message `index` of a batch, with all that a record has. */
  recordBytes(row: number, index: number): number {
    const inner = this.#innerBytes(row, index);
    return varintBytes(inner) + inner;
  }

  /** Writes the row as message `index` of a batch at `offset` of `target`; returns where its stamp is to go, its end. */
  write(target: Buffer, offset: number, row: number, index: number): number {
    let at = writeVarint(target, offset, this.#innerBytes(row, index));
    target[at++] = 0; // no attributes
    target[at++] = 0; // every message has the batch's time
    at = writeVarint(target, at, index);
    const [from, to] = [this.#from[row]!, this.#from[row + 1]!];
    this.#bytes.copy(target, at, from, to);
    return at + to - from - STAMP_BYTES;
  }

  #innerBytes(row: number, index: number): number {
    return 2 + varintBytes(index) + this.#from[row + 1]! - this.#from[row]!;
  }
}
