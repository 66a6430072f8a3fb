import { crc32c } from "../../wire/crc32c.ts";
import { BATCH_HEADER_BYTES } from "../layout.ts";
import { type BatchContent, type BatchTemplate, header } from "../template.ts";
import type { BatchCodec } from "./codecs.ts";

/** Writes batches of templates and compresses their records, as a client does for every batch. */
export class BatchCompressor {
  readonly #codec: BatchCodec;
  #scratch = Buffer.alloc(0);

  constructor(codec: BatchCodec) {
    this.#codec = codec;
  }

  /** A whole compressed batch. */
  batch(template: BatchTemplate, content: BatchContent): Buffer {
    const size = template.batchBytes(content.count);
    if (this.#scratch.length < size) this.#scratch = Buffer.allocUnsafe(size);
    template.write(this.#scratch, 0, content);
    const head = this.#scratch.subarray(0, BATCH_HEADER_BYTES);
    const batch = Buffer.concat([head, this.#codec.compress(this.#scratch.subarray(BATCH_HEADER_BYTES, size))]);
    batch.writeInt32BE(batch.length - 12, header.batchLength);
    batch.writeInt16BE(this.#codec.id, header.attributes);
    batch.writeUInt32BE(crc32c(batch, header.attributes), header.crc);
    return batch;
  }
}
