import { crcUpdate } from "../wire/crc32c.ts";
import { BATCH_HEADER_BYTES, type BatchLayout } from "./layout.ts";
import { MAGIC, STAMP_BYTES, STAMP_PATCH_BYTES, STAMP_PATCH_OFFSET, type Stamp, writePatch } from "./stamp.ts";
import { writeVarint } from "./varint.ts";

/** Offsets in the header of a record batch v2. */
export const header = {
  batchLength: 8,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordCount: 57,
} as const;

/** What a broker needs to tell a repeated batch; `undefined` for a producer that is not idempotent. */
export interface ProducerIdentity {
  id: bigint;
  epoch: number;
}

/** What distinguishes one batch from another of the same template. */
export interface BatchContent {
  count: number;
  stamp: Stamp;
  /** `shape.keyBytes` bytes; all messages of a batch have this key. */
  key: Uint8Array;
  identity: ProducerIdentity | undefined;
}

/**
 * A record batch v2 encoded once. Each batch sent is a prefix of it, patched with the stamp, the key and the
 * producer's identity, and sealed with a checksum that is worked out from the patch alone.
 */
export class BatchTemplate {
  readonly layout: BatchLayout;
  readonly #bytes: Buffer;
  /** Register over the unpatched body of `n` records, from 0. */
  readonly #registers: Uint32Array;
  readonly #patch: Buffer;

  /** `seed` fixes the random payload, so that a reader elsewhere can make the same template. */
  constructor(layout: BatchLayout, seed: number) {
    this.layout = layout;
    this.#bytes = encode(layout, seed);
    this.#patch = Buffer.alloc(STAMP_PATCH_BYTES + layout.shape.keyBytes);
    this.#registers = new Uint32Array(layout.maxRecords + 1);
    for (let n = 1; n <= layout.maxRecords; n++) {
      const from = BATCH_HEADER_BYTES + layout.bodyBytes[n - 1]!;
      const to = BATCH_HEADER_BYTES + layout.bodyBytes[n]!;
      this.#registers[n] = crcUpdate(this.#registers[n - 1]!, this.#bytes, from, to);
    }
  }

  /** Bytes of a batch with `count` messages. */
  batchBytes(count: number): number {
    return BATCH_HEADER_BYTES + this.layout.bodyBytes[count]!;
  }

  /** Writes a batch at `offset` of `target` and returns the offset after it. */
  write(target: Buffer, offset: number, content: BatchContent): number {
    const { count, stamp, key, identity } = content;
    const size = this.batchBytes(count);
    this.#bytes.copy(target, offset, 0, size);
    const patch = this.#patch;
    writePatch(patch, 0, stamp);
    if (key.length > 0) patch.set(key, STAMP_PATCH_BYTES);
    this.#patchBody(target, offset + BATCH_HEADER_BYTES, count);

    target.writeInt32BE(size - 12, offset + header.batchLength);
    target.writeInt32BE(count - 1, offset + header.lastOffsetDelta);
    const millis = BigInt(Math.floor(stamp.dueMicros / 1000));
    target.writeBigInt64BE(millis, offset + header.baseTimestamp);
    target.writeBigInt64BE(millis, offset + header.maxTimestamp);
    if (identity) {
      target.writeBigInt64BE(identity.id, offset + header.producerId);
      target.writeInt16BE(identity.epoch, offset + header.producerEpoch);
      target.writeInt32BE(stamp.firstSequence % 0x80000000, offset + header.baseSequence);
    }
    target.writeInt32BE(count, offset + header.recordCount);

    const head = crcUpdate(0xffffffff, target, offset + header.attributes, offset + BATCH_HEADER_BYTES);
    const register = this.layout.sealBody(count, head, this.#registers[count]!, patch);
    target.writeUInt32BE(~register >>> 0, offset + header.crc);
    return offset + size;
  }

  /** The value of message `index` with `stamp`, for drivers that send messages one by one. */
  value(index: number, stamp: Stamp): Buffer {
    const at = BATCH_HEADER_BYTES + this.layout.valueAt[index]!;
    const value = Buffer.from(this.#bytes.subarray(at, at + this.layout.valueBytes));
    writePatch(value, STAMP_PATCH_OFFSET, stamp);
    return value;
  }

  /** Whether `source[offset, offset + length)` is, behind its stamp, the value of message `index`. */
  holdsValue(index: number, source: Buffer, offset: number, length: number): boolean {
    if (index >= this.layout.maxRecords || length !== this.layout.valueBytes) return false;
    const at = BATCH_HEADER_BYTES + this.layout.valueAt[index]!;
    const mine = this.#bytes;
    return mine.compare(source, offset + STAMP_BYTES, offset + length, at + STAMP_BYTES, at + length) === 0;
  }

  #patchBody(target: Buffer, body: number, count: number): void {
    const patch = this.#patch;
    const { valueAt, keyAt, shape } = this.layout;
    const view = new DataView(patch.buffer, patch.byteOffset, STAMP_PATCH_BYTES);
    const words = [0, 4, 8, 12, 16].map((at) => view.getUint32(at)) as [number, number, number, number, number];
    const [a, b, c, d, e] = words;
    const out = new DataView(target.buffer, target.byteOffset, target.byteLength);
    for (let i = 0; i < count; i++) {
      const at = body + valueAt[i]! + STAMP_PATCH_OFFSET;
      out.setUint32(at, a);
      out.setUint32(at + 4, b);
      out.setUint32(at + 8, c);
      out.setUint32(at + 12, d);
      out.setUint32(at + 16, e);
    }
    if (shape.keyBytes === 0) return;
    for (let i = 0; i < count; i++) {
      const at = body + keyAt[i]!;
      for (let k = 0; k < shape.keyBytes; k++) target[at + k] = patch[STAMP_PATCH_BYTES + k]!;
    }
  }
}

function encode(layout: BatchLayout, seed: number): Buffer {
  const { keyBytes } = layout.shape;
  const bytes = Buffer.alloc(BATCH_HEADER_BYTES + layout.bodyBytes[layout.maxRecords]!);
  bytes.writeInt32BE(-1, 12); // partition leader epoch: the broker's to fill in
  bytes[header.magic] = 2;
  bytes.writeBigInt64BE(-1n, header.producerId);
  bytes.writeInt16BE(-1, header.producerEpoch);
  bytes.writeInt32BE(-1, header.baseSequence);
  const random = payload(seed);
  for (let i = 0; i < layout.maxRecords; i++) {
    let at = writeVarint(bytes, BATCH_HEADER_BYTES + layout.bodyBytes[i]!, layout.innerBytes(i));
    at = writeVarint(bytes, at + 1, 0); // no attributes; every message has the batch's time
    at = writeVarint(bytes, at, i);
    at = writeVarint(bytes, at, keyBytes === 0 ? -1 : keyBytes) + keyBytes;
    at = writeVarint(bytes, at, layout.valueBytes);
    bytes.writeUInt32BE(MAGIC, at);
    bytes.writeUInt16BE(i, at + 4);
    for (let k = STAMP_BYTES; k < layout.valueBytes; k++) bytes[at + k] = random();
  }
  return bytes;
}

/** Bytes of xorshift32: repeatable, and not compressible. */
function payload(seed: number): () => number {
  let x = (seed | 0) ^ 0x9e3779b9 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x & 0xff;
  };
}
