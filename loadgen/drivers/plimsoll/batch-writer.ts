import { BatchCompressor } from "../../records/compression/batch-compressor.ts";
import type { BatchContent } from "../../records/template.ts";
import type { Writer } from "../../wire/codec.ts";
import type { ProducerJob } from "../driver.ts";
import type { PartitionQueue, Pending } from "./partition-queue.ts";

/** Writes the batches of one producer into requests, compressed if its messages are. */
export class BatchWriter {
  readonly #job: Pick<ProducerJob, "format" | "producer">;
  readonly #compressor: BatchCompressor | undefined;

  constructor(job: Pick<ProducerJob, "format" | "producer">) {
    this.#job = job;
    this.#compressor = job.format.codec && new BatchCompressor(job.format.codec);
  }

  /** Adds the partition's number and the batch to the request in `writer`. */
  write(writer: Writer, { batch, keys }: Pending, { identity }: PartitionQueue): void {
    const template = this.#job.format.templateOf(batch);
    const content: BatchContent = {
      count: batch.count,
      stamp: {
        producer: this.#job.producer,
        firstSequence: batch.firstSequence,
        dueMicros: Math.round(batch.dueMicros),
        spacingNanos: batch.spacingMicros * 1000,
      },
      keys,
      identity,
    };
    writer.int32(batch.partition);
    if (this.#compressor) {
      const compressed = this.#compressor.batch(template, content);
      writer.int32(compressed.length);
      compressed.copy(writer.reserve(compressed.length), writer.offset);
      writer.offset += compressed.length;
      return;
    }
    const size = template.batchBytes(batch.count);
    writer.int32(size);
    writer.offset = template.write(writer.reserve(size), writer.offset, content);
  }
}
