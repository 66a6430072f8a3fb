import { CompressionTypes } from "kafkajs";
import type { Batch } from "../../load/source.ts";
import { KEY_BYTES, type KeySampler } from "../../records/keys.ts";
import { messageOf } from "../../records/message.ts";
import type { Producer, ProducerJob } from "../driver.ts";
import { kafkajsClient } from "./client.ts";
import { registerCodecs } from "./codecs.ts";
import { Sender } from "./sender.ts";

/** kafkajs as a producer: the same batches, message by message through its public interface. */
export class KafkajsProducer implements Producer {
  readonly #job: ProducerJob;
  readonly #sender: Sender;
  readonly #keys: KeySampler | undefined;
  /** Partitions with a send under way: one at a time keeps their order. */
  readonly #busy = new Set<number>();
  outstanding = 0;

  private constructor(job: ProducerJob, sender: Sender) {
    this.#job = job;
    this.#sender = sender;
    this.#keys = job.format.kind === "templates" ? job.format.sampler(job.partitions, job.producer) : undefined;
  }

  static async open(job: ProducerJob): Promise<KafkajsProducer> {
    registerCodecs();
    return new KafkajsProducer(job, await Sender.open(kafkajsClient(job.access), job.idempotent));
  }

  pump(): void {
    const now = this.#job.clock.now();
    for (let partition = 0; partition < this.#job.partitions; partition++) {
      if (this.#busy.has(partition)) continue;
      const batch = this.#job.source.take(partition, now);
      if (!batch) continue;
      this.outstanding += batch.count;
      this.#busy.add(partition);
      void this.#send(batch);
    }
  }

  /** kafkajs lets nobody ask by the connections that its batches go by, so with acks=0 there is nothing to wait for. */
  async delivered(): Promise<void> {}

  async close(): Promise<void> {
    await this.#sender.close();
  }

  async #send(batch: Batch): Promise<void> {
    try {
      await this.#sender.send({
        topic: this.#job.topic,
        acks: this.#job.acks === "all" ? -1 : Number(this.#job.acks),
        compression: this.#job.format.codec?.id ?? CompressionTypes.None,
        messages: this.#messages(batch),
      });
      this.#job.events.acknowledged(batch, this.#job.clock.now());
    } catch (error) {
      this.#job.events.failed(batch, (error as { type?: string; name: string }).type ?? (error as Error).name);
    }
    this.#busy.delete(batch.partition);
    this.outstanding -= batch.count;
    this.pump();
  }

  #messages(batch: Batch) {
    const { partition, firstSequence, dueMicros, spacingMicros, count } = batch;
    const source = this.#job.format.templateOf(batch);
    const keys = this.#keys?.take(partition, count);
    const stamp = {
      producer: this.#job.producer,
      firstSequence,
      dueMicros: Math.round(dueMicros),
      spacingNanos: spacingMicros * 1000,
    };
    return Array.from({ length: count }, (_, index) => ({
      partition,
      key: keys?.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES) ?? null,
      ...messageOf(source, index, stamp),
      timestamp: String(Math.floor((dueMicros + index * spacingMicros) / 1000)),
    }));
  }
}
