import { Partitioners } from "kafkajs";
import type { PostedRecord } from "./parse-batch.ts";
import type { IngestTopic } from "./topic.ts";

const stickyMs = 100;

/**
 * Chooses partitions as Kafka's own producers do: by the hash of the key; without a key it stays on a partition for a
 * while, so that batches grow, and goes on to another at random.
 */
export class Spread {
  readonly #topic: IngestTopic;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #byKey = Partitioners.DefaultPartitioner();
  readonly #metadata;
  #partition = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** @param random from 0 to below 1 */
  constructor(topic: IngestTopic, now: () => number, random: () => number) {
    this.#topic = topic;
    this.#now = now;
    this.#random = random;
    // A key's partition must not hang on which leaders are there at the moment.
    this.#metadata = Array.from({ length: topic.partitions }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 0,
      replicas: [],
      isr: [],
    }));
  }

  partitionOf({ key, partition }: Pick<PostedRecord, "key" | "partition">): number {
    if (partition !== null) return partition;
    if (key === null) return this.#sticky();
    const message = { key, value: null };
    return this.#byKey({ topic: this.#topic.name, partitionMetadata: this.#metadata, message });
  }

  #sticky(): number {
    if (this.#now() < this.#until) return this.#partition;
    this.#until = this.#now() + stickyMs;
    this.#partition = Math.floor(this.#random() * this.#topic.partitions);
    return this.#partition;
  }
}
