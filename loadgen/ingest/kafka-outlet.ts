import type { Kafka } from "kafkajs";
import { Sender } from "../drivers/kafkajs/sender.ts";
import type { Message } from "./message.ts";
import type { Outlet } from "./outlet.ts";
import type { IngestTopic } from "./topic.ts";

/** Sends through kafkajs. Topics that want all replicas have an idempotent producer. */
export class KafkaOutlet implements Outlet {
  readonly #idempotent: Sender;
  readonly #plain: Sender;

  private constructor(idempotent: Sender, plain: Sender) {
    this.#idempotent = idempotent;
    this.#plain = plain;
  }

  static async open(kafka: Kafka): Promise<KafkaOutlet> {
    return new KafkaOutlet(...(await Promise.all([Sender.open(kafka, true), Sender.open(kafka, false)])));
  }

  async send(topic: IngestTopic, partition: number, messages: readonly Message[]): Promise<bigint | null> {
    const sender = topic.acks === "all" ? this.#idempotent : this.#plain;
    const stored = await sender.send({
      topic: topic.name,
      acks: topic.acks === "all" ? -1 : Number(topic.acks),
      messages: messages.map(({ key, value, headers }) => ({
        key,
        value,
        headers,
        partition,
        timestamp: headers.timestamp,
      })),
    });
    return stored && BigInt(stored.baseOffset!);
  }

  async close(): Promise<void> {
    await Promise.all([this.#idempotent.close(), this.#plain.close()]);
  }
}
