import { type Producer as Client, Partitioners } from "kafkajs";
import type { Batch } from "../../load/source.ts";
import { keysByPartition } from "../../records/keys.ts";
import { BatchTemplate } from "../../records/template.ts";
import type { Producer, ProducerJob } from "../driver.ts";
import { kafkajsClient } from "./client.ts";

const KEYS_PER_PARTITION = 32;

/** kafkajs as a producer: the same batches, message by message through its public interface. */
export class KafkajsProducer implements Producer {
  readonly #job: ProducerJob;
  readonly #client: Client;
  readonly #template: BatchTemplate;
  readonly #keys: Buffer[][];
  /** Partitions with a send under way: one at a time keeps their order. */
  readonly #busy = new Set<number>();
  outstanding = 0;

  private constructor(job: ProducerJob, client: Client) {
    this.#job = job;
    this.#client = client;
    this.#template = new BatchTemplate(job.format.layout, job.format.seed);
    this.#keys = job.keyed ? keysByPartition(job.partitions, KEYS_PER_PARTITION) : [];
  }

  static async open(job: ProducerJob): Promise<KafkajsProducer> {
    const client = kafkajsClient(job.bootstrap).producer({
      idempotent: job.idempotent,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await client.connect();
    return new KafkajsProducer(job, client);
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

  async close(): Promise<void> {
    await this.#client.disconnect();
  }

  async #send(batch: Batch): Promise<void> {
    try {
      await this.#client.send({
        topic: this.#job.topic,
        acks: this.#job.acks === "all" ? -1 : Number(this.#job.acks),
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
    const keys = this.#keys[partition];
    const stamp = {
      producer: this.#job.producer,
      firstSequence,
      dueMicros: Math.round(dueMicros),
      spacingNanos: spacingMicros * 1000,
    };
    return Array.from({ length: count }, (_, index) => ({
      partition,
      key: keys ? keys[(firstSequence + index) % keys.length]! : null,
      value: this.#template.value(index, stamp),
      timestamp: String(Math.floor((dueMicros + index * spacingMicros) / 1000)),
    }));
  }
}
