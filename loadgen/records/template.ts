import { crcUpdate } from "../wire/crc32c.ts";
import { header, type ProducerIdentity, patchHeader, writeBlankHeader } from "./batch-header.ts";
import type { BatchSource } from "./batch-source.ts";
import { encodeHeaders } from "./headers.ts";
import { BATCH_HEADER_BYTES, BatchLayout } from "./layout.ts";
import { BatchSeal } from "./seal.ts";
import { STAMP_BYTES, STAMP_PATCH_BYTES, STAMP_PATCH_OFFSET, type Stamp, writePatch, writePlace } from "./stamp.ts";
import { writeVarint } from "./varint.ts";

/** What the records of one batch of a template have that those of another have not. */
export interface BodyContent {
  count: number;
  stamp: Stamp;
  /** The keys of all messages, one after the other; empty if they have none. */
  keys: Uint8Array;
}

export interface BatchContent extends BodyContent {
  identity: ProducerIdentity | undefined;
}

/** What a template is made of. */
export interface TemplateContent {
  /** Which of a topic's templates this is. */
  template: number;
  keyBytes: number;
  /** Value of each message in turn; its first bytes are the stamp's, where that lies in the value. */
  values: readonly Uint8Array[];
  headers: Readonly<Record<string, string>>;
  stampIn: "value" | "header";
}

/**
 * A record batch v2 encoded once. Each batch sent is a prefix of it, patched with the stamp, the keys and the
 * producer's identity, and sealed with a checksum that is worked out from the patches alone.
 */
export class BatchTemplate implements BatchSource {
  readonly layout: BatchLayout;
  readonly headers: Readonly<Record<string, string>>;
  readonly #bytes: Buffer;
  readonly #stampPatch = Buffer.alloc(STAMP_PATCH_BYTES);
  #seal: BatchSeal | undefined;

  /** Of as many messages as there are values, or as `maxBatchBytes` hold with the batch's header. */
  constructor(content: TemplateContent, maxBatchBytes: number) {
    const { keyBytes, values, headers, stampIn } = content;
    const tail = encodeHeaders(headers, stampIn);
    const valueBytes = values.map(({ length }) => length);
    this.layout = new BatchLayout({ keyBytes, valueBytes, tailBytes: tail.length, stampIn }, maxBatchBytes);
    this.headers = headers;
    this.#bytes = encode(this.layout, content, tail);
  }

  get stampIn(): "value" | "header" {
    return this.layout.shape.stampIn;
  }

  /** Bytes of a batch with `count` messages. */
  batchBytes(count: number): number {
    return BATCH_HEADER_BYTES + this.layout.bodyBytes[count]!;
  }

  /** Writes a batch at `offset` of `target` and returns the offset after it. */
  write(target: Buffer, offset: number, content: BatchContent): number {
    this.#bytes.copy(target, offset, 0, this.batchBytes(content.count));
    return this.patch(target, offset, content);
  }

  /** Writes the largest batch at the front of `target`: `patch` makes any other of it. */
  fill(target: Buffer): void {
    this.#bytes.copy(target);
  }

  /** Makes the batch of this template that lies at `offset` of `target` the one of `content`; returns the offset after it. */
  patch(target: Buffer, offset: number, content: BatchContent): number {
    const { count, keys } = content;
    const size = this.batchBytes(count);
    this.patchBody(target, offset + BATCH_HEADER_BYTES, content);
    patchHeader(target, offset, size, content);
    this.#seal ??= new BatchSeal(this.layout, this.#bytes, BATCH_HEADER_BYTES);
    const head = crcUpdate(0xffffffff, target, offset + header.attributes, offset + BATCH_HEADER_BYTES);
    const register = this.#seal.body(count, head, this.#stampPatch, keys);
    target.writeUInt32BE(~register >>> 0, offset + header.crc);
    return offset + size;
  }

  /** Writes the records of a batch at `offset` of `target`, and returns the offset after them. */
  writeBody(target: Buffer, offset: number, content: BodyContent): number {
    const size = this.layout.bodyBytes[content.count]!;
    this.#bytes.copy(target, offset, BATCH_HEADER_BYTES, BATCH_HEADER_BYTES + size);
    this.patchBody(target, offset, content);
    return offset + size;
  }

  /** Makes the records of this template that lie at `body` of `target` those of `content`. */
  patchBody(target: Buffer, body: number, { count, stamp, keys }: BodyContent): void {
    writePatch(this.#stampPatch, 0, stamp);
    this.#patchStamps(target, body, count);
    if (this.layout.shape.keyBytes > 0) this.#patchKeys(target, body, count, keys);
  }

  /** The value of message `index` and its stamp, for drivers that send messages one by one. */
  message(index: number, stamp: Stamp): { value: Buffer; stamp: Buffer } {
    const { stampAt, shape } = this.layout;
    const at = BATCH_HEADER_BYTES + stampAt[index]!;
    const stamped = Buffer.from(this.#bytes.subarray(at, at + STAMP_BYTES));
    writePatch(stamped, STAMP_PATCH_OFFSET, stamp);
    const value = Buffer.from(this.#value(index));
    if (shape.stampIn === "value") stamped.copy(value);
    return { value, stamp: stamped };
  }

  /** Whether `value` is, behind its stamp if it has it in it, that of message `index`. */
  holdsValue(index: number, value: Buffer): boolean {
    const { maxRecords, shape } = this.layout;
    if (index >= maxRecords || value.length !== shape.valueBytes[index]) return false;
    const from = shape.stampIn === "value" ? STAMP_BYTES : 0;
    return value.compare(this.#value(index), from, value.length, from, value.length) === 0;
  }

  #value(index: number): Buffer {
    const { valueAt, shape } = this.layout;
    const at = BATCH_HEADER_BYTES + valueAt[index]!;
    return this.#bytes.subarray(at, at + shape.valueBytes[index]!);
  }

  #patchStamps(target: Buffer, body: number, count: number): void {
    const patch = this.#stampPatch;
    const { stampAt } = this.layout;
    const a = patch.readUInt32BE(0);
    const b = patch.readUInt32BE(4);
    const c = patch.readUInt32BE(8);
    const d = patch.readUInt32BE(12);
    const e = patch.readUInt32BE(16);
    const out = new DataView(target.buffer, target.byteOffset, target.byteLength);
    for (let i = 0; i < count; i++) {
      const at = body + stampAt[i]! + STAMP_PATCH_OFFSET;
      out.setUint32(at, a);
      out.setUint32(at + 4, b);
      out.setUint32(at + 8, c);
      out.setUint32(at + 12, d);
      out.setUint32(at + 16, e);
    }
  }

  #patchKeys(target: Buffer, body: number, count: number, keys: Uint8Array): void {
    const { keyAt, shape } = this.layout;
    for (let i = 0, from = 0; i < count; i++) {
      const at = body + keyAt[i]!;
      for (let k = 0; k < shape.keyBytes; k++) target[at + k] = keys[from++]!;
    }
  }
}

function encode(layout: BatchLayout, { template, keyBytes, values }: TemplateContent, tail: Buffer): Buffer {
  const bytes = Buffer.alloc(BATCH_HEADER_BYTES + layout.bodyBytes[layout.maxRecords]!);
  writeBlankHeader(bytes, 0);
  for (let i = 0; i < layout.maxRecords; i++) {
    const value = values[i]!;
    let at = writeVarint(bytes, BATCH_HEADER_BYTES + layout.bodyBytes[i]!, layout.innerBytes(i));
    at = writeVarint(bytes, at + 1, 0); // no attributes; every message has the batch's time
    at = writeVarint(bytes, at, i);
    at = writeVarint(bytes, at, keyBytes === 0 ? -1 : keyBytes) + keyBytes;
    at = writeVarint(bytes, at, value.length);
    bytes.set(value, at);
    bytes.set(tail, at + value.length);
    const stamp = BATCH_HEADER_BYTES + layout.stampAt[i]!;
    bytes.fill(0, stamp, stamp + STAMP_BYTES); // what is patched in is all that is there
    writePlace(bytes, stamp, { template, index: i });
  }
  return bytes;
}
