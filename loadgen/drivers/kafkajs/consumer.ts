import { setTimeout as delay } from "node:timers/promises";
import type { Admin, Consumer as Client, IHeaders } from "kafkajs";
import { readMessage } from "../../records/message.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { kafkajsClient } from "./client.ts";
import { registerCodecs } from "./codecs.ts";

/**
 * kafkajs as a consumer, as a member of a real consumer group. It cannot be given partitions by hand, so the
 * group decides which it reads, and of several consumers of a group each reads a part.
 */
export class KafkajsConsumer implements Consumer {
  readonly #job: ConsumerJob;
  readonly #client: Client;
  readonly #admin: Admin;
  /** Offset to read next, of the partitions that the group gave this member. */
  readonly #positions = new Map<number, number>();

  private constructor(job: ConsumerJob, client: Client, admin: Admin) {
    this.#job = job;
    this.#client = client;
    this.#admin = admin;
  }

  static async open(job: ConsumerJob): Promise<KafkajsConsumer> {
    const kafka = kafkajsClient(job.access);
    const client = kafka.consumer({
      groupId: `${job.topic}-${job.group}`,
      minBytes: job.fetch.minBytes,
      maxWaitTimeInMs: job.fetch.maxWaitMs,
    });
    const admin = kafka.admin();
    await admin.connect();
    const consumer = new KafkajsConsumer(job, client, admin);
    await consumer.#run();
    return consumer;
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    const ends = await this.#admin.fetchTopicOffsets(this.#job.topic);
    const mine = () => ends.filter(({ partition }) => this.#positions.has(partition));
    while (mine().some(({ partition, high }) => this.#positions.get(partition)! < Number(high))) {
      if (Date.now() > until) return false;
      await delay(20);
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#client.disconnect();
    await this.#admin.disconnect();
  }

  async #run(): Promise<void> {
    registerCodecs();
    const { events, clock, topic, format } = this.#job;
    await this.#client.connect();
    await this.#client.subscribe({ topics: [topic], fromBeginning: true });
    const joined = new Promise<void>((resolve) => {
      this.#client.on(this.#client.events.GROUP_JOIN, ({ payload }) => {
        for (const partition of payload.memberAssignment[topic] ?? [])
          if (!this.#positions.has(partition)) this.#positions.set(partition, 0);
        resolve();
      });
    });
    await this.#client.run({
      eachBatchAutoResolve: true,
      eachBatch: async ({ batch: { partition, messages } }) => {
        const now = clock.now();
        for (const { key, value, headers } of messages) {
          const run = readMessage(format, { key, value, headers: buffersOf(headers) });
          if (run) events.received(partition, run, now);
          else events.corrupted(partition, 1);
        }
        const last = messages.at(-1);
        if (last) this.#positions.set(partition, Number(last.offset) + 1);
      },
    });
    await joined;
  }
}

/** The headers that come once each and hold bytes, as ours do. */
function buffersOf(headers: IHeaders | undefined): Record<string, Buffer> {
  const entries = Object.entries(headers ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, Buffer] => Buffer.isBuffer(entry[1])));
}
