import { setTimeout as delay } from "node:timers/promises";
import type { Admin, Consumer as Client, IHeaders } from "kafkajs";
import type { Problem } from "../../../sizing/problem.ts";
import { refusal } from "../../access-problem.ts";
import { readMessage } from "../../records/message.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { logEnds } from "../log-ends.ts";
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
  readonly #groupId: string;
  /** Offset to read next, of exactly the partitions that the group gives this member. */
  readonly #positions = new Map<number, number>();
  #pace: Pace;

  private constructor(job: ConsumerJob, groupId: string, client: Client, admin: Admin) {
    this.#job = job;
    this.#groupId = groupId;
    this.#client = client;
    this.#admin = admin;
    this.#pace = job.pace;
  }

  /** Resolves when the group has taken this member in; rejects with a Problem (PLM-ACCESS-008) if it does not. */
  static async open(job: ConsumerJob): Promise<KafkajsConsumer> {
    const kafka = kafkajsClient(job.access);
    const groupId = `${job.topic}-${job.group}`;
    const client = kafka.consumer({
      groupId,
      minBytes: job.fetch.minBytes,
      maxWaitTimeInMs: job.fetch.maxWaitMs,
    });
    const admin = kafka.admin();
    await admin.connect();
    const consumer = new KafkajsConsumer(job, groupId, client, admin);
    try {
      await consumer.#run();
    } catch (error) {
      await consumer.close();
      throw error;
    }
    return consumer;
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    const ends = await this.#ends(timeoutMs);
    if (!ends) return false;
    // Another member reads what is not here.
    const unread = () =>
      [...ends].map(([partition, end]) => Math.max(0, end - (this.#positions.get(partition) ?? end)));
    this.#job.events.behind(unread().reduce((sum, messages) => sum + messages, 0));
    this.#pace = atTheTail;
    while (unread().some((messages) => messages > 0)) {
      if (performance.now() > until) return false;
      await delay(20);
    }
    return true;
  }

  async close(): Promise<void> {
    await this.#client.disconnect();
    await this.#admin.disconnect();
  }

  /** Up to where each partition may hold what was acknowledged: only with acks=all can all of that be read at once. */
  async #ends(timeoutMs: number): Promise<Map<number, number> | undefined> {
    const { access, topic, acks } = this.#job;
    if (acks !== "all") return await logEnds(access, topic, timeoutMs);
    const told = await this.#admin.fetchTopicOffsets(topic);
    return new Map(told.map(({ partition, high }) => [partition, Number(high)]));
  }

  async #run(): Promise<void> {
    registerCodecs();
    const { events, clock, topic, format } = this.#job;
    await this.#client.connect();
    await this.#client.subscribe({ topics: [topic], fromBeginning: true });
    const joined = this.#joined();
    const running = this.#client.run({
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
        // What another member has been given meanwhile is no longer ours.
        if (last && this.#positions.has(partition)) this.#positions.set(partition, Number(last.offset) + 1);
      },
    });
    await Promise.all([running, joined]);
  }

  /** Follows what the group gives this member from now on; resolves when it has told it for the first time. */
  #joined(): Promise<void> {
    const { events } = this.#client;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#client.on(events.GROUP_JOIN, async ({ payload }) => {
      await this.#take(payload.memberAssignment[this.#job.topic] ?? []);
      resolve();
    });
    // kafkajs tells nobody else that it has given up: `run` resolves all the same.
    this.#client.on(events.CRASH, ({ payload: { error, restart } }) => {
      if (!restart) reject(this.#refused(error));
    });
    return promise;
  }

  #refused(error: Error): Problem {
    return refusal(
      "008",
      `group ${this.#groupId} cannot read ${this.#job.topic}: ${error.message}`,
      "allow this client to read the topic and to be of that group (Read on both), or log in as one who may",
    );
  }

  /** Keeps positions of exactly `partitions`. Those that others had are read on from where the group had come to. */
  async #take(partitions: readonly number[]): Promise<void> {
    for (const partition of this.#positions.keys())
      if (!partitions.includes(partition)) this.#positions.delete(partition);
    const taken = partitions.filter((partition) => !this.#positions.has(partition));
    for (const partition of taken) this.#positions.set(partition, 0);
    if (taken.length === 0) return;
    for (const { partition, offset } of await this.#committed()) {
      const position = this.#positions.get(partition);
      // It may have been read on, or be another's, by the time of the answer.
      if (position !== undefined) this.#positions.set(partition, Math.max(position, Number(offset)));
    }
  }

  /** What the group has committed; nothing where that cannot be told, and then what was read is not known to be. */
  async #committed(): Promise<{ partition: number; offset: string }[]> {
    const { topic } = this.#job;
    const topics = await this.#admin.fetchOffsets({ groupId: this.#groupId, topics: [topic] }).catch(() => []);
    return topics.flatMap(({ partitions }) => partitions);
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
