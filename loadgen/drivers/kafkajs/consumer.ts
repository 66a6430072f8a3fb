import { setTimeout as delay } from "node:timers/promises";
import type { Admin, Consumer as Client, IHeaders } from "kafkajs";
import { readMessage } from "../../records/message.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { atTheTail, type Pace } from "../pace.ts";
import { kafkajsClient } from "./client.ts";
import { registerCodecs } from "./codecs.ts";

/** The longest wait without a look at whether it still holds. */
const LOOK_MS = 20;

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
  #pace: Pace;

  private constructor(job: ConsumerJob, client: Client, admin: Admin) {
    this.#job = job;
    this.#client = client;
    this.#admin = admin;
    this.#pace = job.pace;
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
    const unread = ends.map(({ partition, high }) => Number(high) - (this.#positions.get(partition) ?? Number(high)));
    this.#job.events.behind(unread.reduce((sum, messages) => sum + Math.max(0, messages), 0));
    this.#pace = atTheTail;
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
      eachBatch: async ({ batch: { partition, messages }, heartbeat }) => {
        await this.#keepPace(Number(messages.at(-1)?.timestamp ?? 0), heartbeat);
        const now = clock.now();
        let bytes = 0;
        for (const { key, value } of messages) bytes += (key?.length ?? 0) + (value?.length ?? 0);
        this.#pace.budget?.spend(bytes);
        events.fetched(bytes, now);
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

  /** Waits until messages of `millis` may be read; the group is told meanwhile that this member lives. */
  async #keepPace(millis: number, heartbeat: () => Promise<void>): Promise<void> {
    for (;;) {
      const { budget, lagSeconds } = this.#pace;
      const tooYoung = lagSeconds > 0 ? millis + lagSeconds * 1000 - this.#job.clock.now() / 1000 : 0;
      if (tooYoung <= 0 && (budget?.waitMs() ?? 0) <= 0) return;
      await delay(LOOK_MS);
      await heartbeat();
    }
  }
}

/** The headers that come once each and hold bytes, as ours do. */
function buffersOf(headers: IHeaders | undefined): Record<string, Buffer> {
  const entries = Object.entries(headers ?? {});
  return Object.fromEntries(entries.filter((entry): entry is [string, Buffer] => Buffer.isBuffer(entry[1])));
}
