import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import { isRefusal } from "../../access-problem.ts";
import { BatchReader, type BatchVisitor } from "../../records/batch-reader.ts";
import type { Run } from "../../records/run.ts";
import { type Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { errorCode, errorName } from "../../wire/errors.ts";
import {
  api,
  type FetchedPartition,
  finishRequest,
  readFetch,
  readListOffsets,
  startRequest,
  writeFetch,
  writeListOffsets,
} from "../../wire/requests.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { ClusterClient, within } from "./cluster-client.ts";

/** Small enough for a response to be checked while it is in the processor's cache. */
const LIMITS = { maxBytes: 4 * 1024 * 1024, maxPartitionBytes: 1024 * 1024 };
const ANSWER_MS = 10_000;
const LEADER_MS = 10_000;
const REFRESH_MS = 100;

/** Our own consumer: one fetch under way per broker, partitions fixed, every batch checked where it lies. */
export class PlimsollConsumer implements Consumer {
  readonly #job: ConsumerJob;
  readonly #cluster: ClusterClient;
  readonly #reader: BatchReader;
  /** Offset to fetch next, by partition. */
  readonly #positions = new Map<number, number>();
  /** Partitions by leader, as of the last look. */
  #led = new Map<number, number[]>();
  /** The election before the last records that were read, by partition. */
  readonly #readEpochs = new Map<number, number>();
  /** Partitions whose log does not hold the offset to read, while it is found out which it does hold. */
  readonly #lost = new Set<number>();
  /** Brokers with a fetch under way. */
  readonly #busy = new Set<number>();
  readonly #writer = new Writer(4096);
  readonly #visitor: Visitor;
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(job: ConsumerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#reader = new BatchReader(job.format);
    this.#visitor = new Visitor(job);
  }

  /** Starts to read each of the job's partitions from its beginning. */
  static async open(job: ConsumerJob): Promise<PlimsollConsumer> {
    const cluster = await ClusterClient.connect(job.access, job.topic);
    const consumer = new PlimsollConsumer(job, cluster);
    const begins = await consumer.#offsets(-2, LEADER_MS);
    if (!begins) {
      await consumer.close();
      throw new Problem(
        "environment",
        "PLM-LOAD-012",
        `a partition of ${job.topic} had no leader that answers for ${LEADER_MS / 1000} s`,
        "check that the brokers run",
      );
    }
    for (const [partition, offset] of begins) consumer.#positions.set(partition, offset);
    consumer.#fetchAll();
    return consumer;
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    const ends = await this.#ends(until);
    if (!ends) return false;
    const done = () => [...ends].every(([partition, end]) => (this.#positions.get(partition) ?? 0) >= end);
    while (!done()) {
      if (Date.now() > until) return false;
      await delay(20);
    }
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    this.#cluster.close();
  }

  /**
   * The end of every partition. One below what was read is of another log, or of a leader that does not know its own
   * end yet: the next fetches tell which.
   */
  async #ends(until: number): Promise<Map<number, number> | undefined> {
    for (;;) {
      const reached = new Map(this.#positions);
      const ends = await this.#offsets(-1, until - Date.now());
      if (!ends || [...ends].every(([partition, end]) => (reached.get(partition) ?? 0) <= end)) return ends;
      if (Date.now() > until) return undefined;
      await delay(REFRESH_MS);
    }
  }

  /** The beginning (-2) or end (-1) of every partition; undefined if not all leaders have told it in time. */
  async #offsets(
    time: -1 | -2,
    timeoutMs: number,
    partitions = this.#job.partitions,
  ): Promise<Map<number, number> | undefined> {
    const found = new Map<number, number>();
    const until = Date.now() + timeoutMs;
    for (let attempt = 0; found.size < partitions.length; attempt++) {
      if (attempt > 0) {
        if (Date.now() > until || this.#closed) return undefined;
        await delay(REFRESH_MS);
        await this.#cluster.refresh().catch(() => {});
      }
      const missing = partitions.filter((partition) => !found.has(partition));
      for (const [broker, led] of this.#byLeader(missing)) {
        try {
          const connection = await this.#cluster.connection(broker);
          const write = (writer: Writer) => writeListOffsets(writer, this.#job.topic, led, time);
          const answers = within(connection.call(api.listOffsets, write, readListOffsets), connection);
          for (const answer of await answers)
            if (answer.error === errorCode.none) found.set(answer.partition, answer.offset);
        } catch {
          // Asked again above, perhaps of another leader.
        }
      }
    }
    return found;
  }

  #byLeader(partitions: Iterable<number>): Map<number, number[]> {
    const groups = new Map<number, number[]>();
    for (const partition of partitions) {
      const leader = this.#cluster.leader(partition);
      if (leader < 0) continue;
      const group = groups.get(leader);
      if (group) group.push(partition);
      else groups.set(leader, [partition]);
    }
    return groups;
  }

  /** Reads every partition from its present leader; brokers that are followed already take on what moved to them. */
  #fetchAll(): void {
    this.#led = this.#byLeader(this.#positions.keys());
    for (const broker of this.#led.keys()) if (!this.#busy.has(broker)) void this.#follow(broker);
  }

  /** Fetches from `broker` for as long as it answers and leads anything. */
  async #follow(broker: number): Promise<void> {
    this.#busy.add(broker);
    let connected = false;
    try {
      const connection = await this.#cluster.connection(broker);
      connected = true;
      for (let turn = 0; !this.#closed; turn++) {
        const partitions = this.#led.get(broker) ?? [];
        if (partitions.length === 0) break;
        // Begin with another partition each time: a response that is full leaves out the last ones.
        const first = turn % partitions.length;
        const order = [...partitions.slice(first), ...partitions.slice(0, first)];
        const { moved, throttleMs } = await this.#fetch(connection, order);
        if (throttleMs > 0) await this.#obey(broker, throttleMs);
        if (moved) break;
      }
    } catch (error) {
      const why = isRefusal(error) ? error.message : `connection to broker ${broker} lost`;
      // A broker that is not there yet is tried again, which is no news.
      if ((connected || isRefusal(error)) && !this.#closed) this.#job.events.event(`group ${this.#job.group}: ${why}`);
    } finally {
      this.#busy.delete(broker);
      this.#refreshSoon();
    }
  }

  /** One fetch; `moved` when a partition is led by another broker now. */
  #fetch(connection: Connection, partitions: readonly number[]): Promise<{ moved: boolean; throttleMs: number }> {
    const writer = this.#writer;
    const correlation = connection.nextCorrelation();
    startRequest(writer, api.fetch, correlation);
    const positions = partitions.map((partition) => ({ partition, offset: this.#positions.get(partition)! }));
    writeFetch(writer, this.#job.topic, positions, { ...LIMITS, ...this.#job.fetch });
    const bytes = Buffer.from(finishRequest(writer));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => connection.close(), ANSWER_MS);
      connection.send(bytes, correlation, {
        resolve: (reader) => {
          clearTimeout(late);
          try {
            resolve(this.#take(reader));
          } catch (error) {
            connection.close();
            reject(error);
          }
        },
        reject: (error) => {
          clearTimeout(late);
          reject(error);
        },
      });
    });
  }

  #take(reader: Reader): { moved: boolean; throttleMs: number } {
    let moved = false;
    this.#visitor.nowMicros = this.#job.clock.now();
    const { error, throttleMs } = readFetch(reader, (fetched) => {
      if (fetched.error === errorCode.none) this.#read(reader.buffer, fetched);
      else {
        moved = true;
        this.#trouble(fetched);
      }
    });
    return { moved: moved || error !== errorCode.none, throttleMs };
  }

  #read(buffer: Buffer, { partition, start, end }: FetchedPartition): void {
    this.#visitor.partition = partition;
    const position = this.#positions.get(partition)!;
    if (end > start) this.#readEpochs.set(partition, this.#cluster.epoch(partition));
    this.#positions.set(partition, this.#reader.read(buffer, start, end, position, this.#visitor));
  }

  #trouble({ partition, error }: FetchedPartition): void {
    if (error !== errorCode.offsetOutOfRange || this.#lost.has(partition)) return;
    this.#lost.add(partition);
    void this.#findAgain(partition).finally(() => this.#lost.delete(partition));
  }

  /**
   * Goes on where the log that there is now allows it. Of one that was cut, what was written between the cut and this
   * look is not read: the audit counts it as lost, never less.
   */
  async #findAgain(partition: number): Promise<void> {
    const position = this.#positions.get(partition)!;
    await this.#cluster.refresh().catch(() => {});
    const begin = (await this.#offsets(-2, LEADER_MS, [partition]))?.get(partition);
    const end = (await this.#offsets(-1, LEADER_MS, [partition]))?.get(partition);
    if (begin === undefined || end === undefined) return;
    const tell = (why: string) => this.#job.events.event(`group ${this.#job.group}: partition ${partition} ${why}`);
    if (position < begin) {
      tell(`no longer holds the offset to read (${errorName(errorCode.offsetOutOfRange)})`);
      this.#positions.set(partition, begin);
    } else if (position > end) {
      const elected = this.#cluster.epoch(partition) > (this.#readEpochs.get(partition) ?? -1);
      tell(elected ? "was cut by an election below what was read" : "was deleted and made anew");
      this.#positions.set(partition, elected ? end : begin);
    }
  }

  /** Keeps quiet as long as the broker asks for. */
  async #obey(broker: number, throttleMs: number): Promise<void> {
    this.#job.events.event(`group ${this.#job.group}: broker ${broker} throttles`);
    await delay(throttleMs);
  }

  #refreshSoon(): void {
    if (this.#refresh || this.#closed) return;
    this.#refresh = setTimeout(async () => {
      await this.#cluster.refresh().catch(() => {});
      this.#refresh = undefined;
      if (this.#closed) return;
      this.#fetchAll();
      const led = [...this.#positions.keys()].every((partition) => this.#busy.has(this.#cluster.leader(partition)));
      if (!led) this.#refreshSoon();
    }, REFRESH_MS);
  }
}

/** Passes on what a reader finds, with the partition and the time of the response it was found in. */
class Visitor implements BatchVisitor {
  partition = 0;
  nowMicros = 0;
  readonly #job: ConsumerJob;

  constructor(job: ConsumerJob) {
    this.#job = job;
  }

  run(run: Run): void {
    this.#job.events.received(this.partition, run, this.nowMicros);
  }

  corrupted(messages: number): void {
    this.#job.events.corrupted(this.partition, messages);
  }
}
