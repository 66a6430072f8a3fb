import { type Kafka, Partitioners, type Producer } from "kafkajs";
import type { Message } from "./message.ts";
import type { Outlet } from "./outlet.ts";
import type { IngestTopic } from "./topic.ts";

/** A producer and the sends that it still has under way. */
interface Line {
  readonly ready: Promise<Producer>;
  sends: number;
  retired: boolean;
}

/**
 * Sends through kafkajs, each time to one partition: with several, kafkajs takes a partition whose leader has moved to
 * a broker that has answered already for acknowledged. Topics that want all replicas have an idempotent producer.
 */
export class KafkaOutlet implements Outlet {
  readonly #kafka: Kafka;
  readonly #lines: Record<"idempotent" | "plain", Line>;
  readonly #closing: Promise<void>[] = [];

  private constructor(kafka: Kafka) {
    this.#kafka = kafka;
    this.#lines = { idempotent: this.#open("idempotent"), plain: this.#open("plain") };
  }

  static async open(kafka: Kafka): Promise<KafkaOutlet> {
    const outlet = new KafkaOutlet(kafka);
    await Promise.all(Object.values(outlet.#lines).map(({ ready }) => ready));
    return outlet;
  }

  async send(topic: IngestTopic, partition: number, messages: readonly Message[]): Promise<bigint | null> {
    const kind = topic.acks === "all" ? "idempotent" : "plain";
    const line = this.#lines[kind];
    line.sends += 1;
    try {
      const producer = await line.ready;
      const [stored] = await producer.send({
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
      return topic.acks === "0" ? null : BigInt(stored!.baseOffset!);
    } catch (error) {
      // It may be stored, and its sequence numbers would be given to other messages, which the broker would take for
      // repeats and acknowledge without storing them. A new producer has numbers of its own.
      if (kind === "idempotent" && this.#lines.idempotent === line) {
        this.#lines.idempotent = this.#open("idempotent");
        line.retired = true;
      }
      throw error;
    } finally {
      line.sends -= 1;
      if (line.retired && line.sends === 0) this.#closing.push(disconnect(line));
    }
  }

  async close(): Promise<void> {
    await Promise.all([...Object.values(this.#lines).map(disconnect), ...this.#closing]);
  }

  #open(kind: "idempotent" | "plain"): Line {
    const producer = this.#kafka.producer({
      idempotent: kind === "idempotent",
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    const ready = producer.connect().then(() => producer);
    // Whoever sends is told.
    ready.catch(() => {});
    return { ready, sends: 0, retired: false };
  }
}

async function disconnect({ ready }: Line): Promise<void> {
  const producer = await ready.catch(() => null);
  await producer?.disconnect();
}
