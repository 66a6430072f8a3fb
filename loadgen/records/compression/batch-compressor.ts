import { crc32c } from "../../wire/crc32c.ts";
import { header, UNCOUNTED_BYTES } from "../batch-header.ts";
import type { BatchSource } from "../batch-source.ts";
import { BATCH_HEADER_BYTES } from "../layout.ts";
import type { BatchContent } from "../template.ts";
import type { BatchCodec } from "./codecs.ts";

/** Writes batches and compresses their records, as a client does for every batch. */
export class BatchCompressor {
  readonly #codec: BatchCodec;
  #scratch = Buffer.alloc(0);

  constructor(codec: BatchCodec) {
    this.#codec = codec;
  }

  /** A whole compressed batch. */
  batch(source: BatchSource, content: BatchContent): Buffer {
    const size = source.batchBytes(content.count);
    if (this.#scratch.length < size) this.#scratch = Buffer.allocUnsafe(size);
    source.write(this.#scratch, 0, content);
    const head = this.#scratch.subarray(0, BATCH_HEADER_BYTES);
    const batch = Buffer.concat([head, this.#codec.compress(this.#scratch.subarray(BATCH_HEADER_BYTES, size))]);
    batch.writeInt32BE(batch.length - UNCOUNTED_BYTES, header.batchLength);
    batch.writeInt16BE(this.#codec.id, header.attributes);
    batch.writeUInt32BE(crc32c(batch, header.attributes), header.crc);
    return batch;
  }
}
