import { BatchCompressor } from "../../records/compression/batch-compressor.ts";
import type { BatchContent } from "../../records/template.ts";
import type { ProducerJob } from "../driver.ts";
import type { PartitionQueue, Pending } from "./partition-queue.ts";
import type { RequestBuffer } from "./request-buffer.ts";

/** Writes the batches of one producer into requests, compressed if its messages are. */
export class BatchWriter {
  readonly #job: Pick<ProducerJob, "format" | "producer">;
  readonly #compressor: BatchCompressor | undefined;

  constructor(job: Pick<ProducerJob, "format" | "producer">) {
    this.#job = job;
    this.#compressor = job.format.codec && new BatchCompressor(job.format.codec);
  }

  /** Adds the partition's number and the batch to the request in `buffer`. */
  write(buffer: RequestBuffer, { batch, keys }: Pending, { identity }: PartitionQueue): void {
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
    if (this.#compressor) buffer.writer.int32(batch.partition).raw(this.#compressor.batch(template, content));
    else buffer.batch(batch.partition, template, content);
  }
}
