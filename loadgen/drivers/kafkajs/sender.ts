import { type Kafka, Partitioners, type Producer, type ProducerRecord, type RecordMetadata } from "kafkajs";

/** A producer and the sends that it still has under way. */
interface Line {
  readonly ready: Promise<Producer>;
  sends: number;
  retired: boolean;
}

/** A send to one partition. */
type PartitionRecord = ProducerRecord & { readonly acks: number };

/**
 * Sends through kafkajs so that what it calls acknowledged is. Each send is to one partition: with several, kafkajs
 * takes one whose leader has moved to a broker that has answered already for acknowledged.
 */
export class Sender {
  readonly #kafka: Kafka;
  readonly #idempotent: boolean;
  readonly #closing = new Set<Promise<void>>();
  /** The one for the next send; null if that must have a new one. */
  #line: Line | null;

  private constructor(kafka: Kafka, idempotent: boolean) {
    this.#kafka = kafka;
    this.#idempotent = idempotent;
    this.#line = this.#open();
  }

  static async open(kafka: Kafka, idempotent: boolean): Promise<Sender> {
    const sender = new Sender(kafka, idempotent);
    await sender.#line!.ready;
    return sender;
  }

  /**
   * Resolves once the messages are acknowledged, with what the broker says of them; null with acks of 0. After a failure
   * they may be stored all the same.
   */
  async send(record: PartitionRecord): Promise<RecordMetadata | null> {
    this.#line ??= this.#open();
    const line = this.#line;
    line.sends += 1;
    try {
      const producer = await line.ready;
      const [stored] = await producer.send(record);
      if (record.acks === 0) return null;
      if (!stored) throw new NothingSent();
      return stored;
    } catch (error) {
      // An idempotent producer would give the sequence numbers of what has failed to other messages. If it is stored
      // after all, the broker takes those for its repeat and acknowledges them unstored. A new producer has numbers of
      // its own; and, idempotent or not, metadata of its own, and one that could not be connected is gone.
      line.retired = true;
      if (line === this.#line) this.#line = null;
      throw error;
    } finally {
      line.sends -= 1;
      if (line.retired && line.sends === 0) this.#close(line);
    }
  }

  async close(): Promise<void> {
    if (this.#line) this.#close(this.#line);
    await Promise.all(this.#closing);
  }

  #open(): Line {
    const producer = this.#kafka.producer({
      idempotent: this.#idempotent,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    const ready = producer.connect().then(() => producer);
    // Whoever sends is told.
    ready.catch(() => {});
    return { ready, sends: 0, retired: false };
  }

  #close(line: Line): void {
    // One that cannot be closed has no sends left that somebody could be told of.
    const closing = disconnect(line)
      .catch(() => {})
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

/** kafkajs leaves out a partition that its metadata lack, and ends as after a success. */
class NothingSent extends Error {
  constructor() {
    super("kafkajs knows no leader of the partition and sent nothing");
    this.name = "NothingSent";
  }
}

async function disconnect({ ready }: Line): Promise<void> {
  const producer = await ready.catch(() => null);
  await producer?.disconnect();
}
