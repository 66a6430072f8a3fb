import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import { isRefusal } from "../../access-problem.ts";
import type { EventKind } from "../../proof/run-event.ts";
import { BatchReader } from "../../records/batch-reader.ts";
import { type Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { errorCode, errorName } from "../../wire/errors.ts";
import { type FetchedPartition, type FetchLimits, readFetch } from "../../wire/requests.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { atTheTail, type Pace } from "../pace.ts";
import { ClusterClient } from "./cluster-client.ts";
import { type Asked, fetchFrom } from "./fetch.ts";
import { LeaderQueries } from "./leader-queries.ts";
import { checkLog, type LogFinding } from "./log-check.ts";
import { Position } from "./position.ts";
import { Visitor } from "./visitor.ts";

/** Small enough for a response to be checked while it is in the processor's cache. */
const LIMITS = { maxBytes: 4 * 1024 * 1024, maxPartitionBytes: 1024 * 1024 };
/** Of a partition whose younger messages are read later, and so fetched twice. */
const LAGGING_PARTITION_BYTES = 64 * 1024;
/** The longest wait without a look at whether it still holds. */
const LOOK_MS = 20;
const LEADER_MS = 10_000;
const REFRESH_MS = 100;

/** Our own consumer: one fetch under way per broker, partitions fixed, every batch checked where it lies. */
export class PlimsollConsumer implements Consumer {
  readonly #job: ConsumerJob;
  readonly #cluster: ClusterClient;
  readonly #leaders: LeaderQueries;
  readonly #reader: BatchReader;
  /** By partition. */
  readonly #positions = new Map<number, Position>();
  /** Partitions by leader, as of the last look. */
  #led = new Map<number, number[]>();
  /** Brokers with a fetch under way. */
  readonly #busy = new Set<number>();
  readonly #writer = new Writer(4096);
  readonly #visitor: Visitor;
  #pace: Pace;
  #begins: ReadonlyMap<number, number> = new Map();
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(job: ConsumerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#leaders = new LeaderQueries(cluster);
    this.#reader = new BatchReader(job.format);
    this.#visitor = new Visitor(job);
    this.#pace = job.pace;
  }

  /**
   * Starts to read each of the job's partitions from its beginning, or from where `after` had come to; of a topic that
   * others write to from its present end, since nothing before that can be of this run.
   */
  static async open(job: ConsumerJob, after?: Consumer): Promise<PlimsollConsumer> {
    const cluster = await ClusterClient.connect(job.access, job.topic);
    const consumer = new PlimsollConsumer(job, cluster);
    if (after instanceof PlimsollConsumer) {
      consumer.#begins = after.#begins;
      for (const [partition, position] of after.#positions) consumer.#positions.set(partition, position.copy());
      consumer.#fetchAll();
      return consumer;
    }
    const from = job.format.run === undefined ? -2 : -1;
    const begins = await consumer.#leaders.offsets(from, job.partitions, LEADER_MS);
    if (!begins) {
      await consumer.close();
      throw new Problem(
        "environment",
        "PLM-LOAD-012",
        `a partition of ${job.topic} had no leader that answers for ${LEADER_MS / 1000} s`,
        "check that the brokers run",
      );
    }
    consumer.#begins = begins;
    for (const [partition, offset] of begins)
      consumer.#positions.set(partition, new Position(offset, cluster.epoch(partition)));
    consumer.#fetchAll();
    return consumer;
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const until = Date.now() + timeoutMs;
    const ends = await this.#ends(until);
    if (!ends) return false;
    let behind = 0;
    for (const [partition, end] of ends) behind += Math.max(0, end - this.#positions.get(partition)!.offset);
    this.#job.events.behind(behind);
    this.#pace = atTheTail;
    this.#visitor.lagMillis = 0;
    for (const position of this.#positions.values()) position.notBefore = 0;
    const done = () =>
      [...ends].every(
        ([partition, end]) => this.#isSettled(partition) && this.#positions.get(partition)!.offset >= end,
      );
    while (!done()) {
      if (Date.now() > until) return false;
      await delay(20);
    }
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    this.#leaders.close();
    this.#cluster.close();
  }

  /**
   * The end of every partition. One below what was read is of another log, or of a leader that does not know its own
   * end yet: the next fetches tell which.
   */
  async #ends(until: number): Promise<Map<number, number> | undefined> {
    for (;;) {
      const reached = new Map([...this.#positions].map(([partition, { offset }]) => [partition, offset]));
      const ends = await this.#leaders.offsets(-1, this.#job.partitions, until - Date.now());
      if (!ends || [...ends].every(([partition, end]) => reached.get(partition)! <= end)) return ends;
      if (Date.now() > until) return undefined;
      await delay(REFRESH_MS);
    }
  }

  /** Whether the log of `partition` is known to hold what was read, by the last that was heard of its elections. */
  #isSettled(partition: number): boolean {
    const { checking, epoch } = this.#positions.get(partition)!;
    return !checking && epoch === this.#cluster.epoch(partition);
  }

  /** Reads every partition from its present leader; brokers that are followed already take on what moved to them. */
  #fetchAll(): void {
    const partitions = [...this.#positions.keys()];
    for (const partition of partitions) if (!this.#isSettled(partition)) void this.#check(partition);
    this.#led = this.#leaders.byLeader(partitions.filter((partition) => this.#isSettled(partition)));
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
        const wait = this.#waitMs(partitions);
        if (wait > 0) {
          await delay(Math.min(wait, LOOK_MS));
          continue;
        }
        // Begin with another partition each time: a response that is full leaves out the last ones.
        const first = turn % partitions.length;
        const order = [...partitions.slice(first), ...partitions.slice(0, first)];
        const { moved, throttleMs } = await this.#fetch(connection, order);
        if (throttleMs > 0) await this.#obey(broker, throttleMs);
        if (moved) break;
      }
    } catch (error) {
      // A broker that is not there yet is tried again, which is no news.
      if (this.#closed) return;
      if (isRefusal(error)) this.#tell("refused", error.message);
      else if (connected) this.#tell("connection-lost", `connection to broker ${broker} lost`);
    } finally {
      this.#busy.delete(broker);
      this.#refreshSoon();
    }
  }

  /** How long nothing of `partitions` may be read yet. */
  #waitMs(partitions: readonly number[]): number {
    const { budget, lagSeconds } = this.#pace;
    const poor = budget?.waitMs() ?? 0;
    if (lagSeconds === 0 || poor > 0) return poor;
    const earliest = Math.min(...partitions.map((partition) => this.#positions.get(partition)!.notBefore));
    return earliest - performance.now();
  }

  /** One fetch; `moved` when a partition is led by another broker now. */
  #fetch(connection: Connection, partitions: readonly number[]): Promise<{ moved: boolean; throttleMs: number }> {
    const asked = new Map<number, Asked>();
    const now = performance.now();
    for (const partition of partitions) {
      const { offset, epoch, notBefore } = this.#positions.get(partition)!;
      if (notBefore <= now) asked.set(partition, { partition, offset, epoch });
    }
    const request = { topic: this.#job.topic, asked: [...asked.values()], limits: this.#limits() };
    return fetchFrom(connection, this.#writer, request, (reader) => this.#take(reader, asked));
  }

  #limits(): FetchLimits {
    const { budget, lagSeconds } = this.#pace;
    const maxBytes = Math.min(LIMITS.maxBytes, budget?.portion ?? Number.POSITIVE_INFINITY);
    const most = lagSeconds > 0 ? LAGGING_PARTITION_BYTES : LIMITS.maxPartitionBytes;
    return { ...this.#job.fetch, maxBytes, maxPartitionBytes: Math.min(most, maxBytes) };
  }

  #take(reader: Reader, asked: ReadonlyMap<number, Asked>): { moved: boolean; throttleMs: number } {
    if (this.#closed) return { moved: true, throttleMs: 0 };
    let moved = false;
    this.#visitor.nowMicros = this.#job.clock.now();
    const { error, throttleMs } = readFetch(reader, (fetched) => {
      if (fetched.error !== errorCode.none) moved = true;
      const position = this.#positions.get(fetched.partition)!;
      const { offset, epoch } = asked.get(fetched.partition)!;
      // The answer of a former leader may tell of what is no longer there.
      if (position.checking || position.offset !== offset || position.epoch !== epoch) return;
      if (fetched.error === errorCode.none) this.#read(reader.buffer, fetched, position);
      else if (fetched.error === errorCode.offsetOutOfRange) {
        position.outOfRange = true;
        void this.#check(fetched.partition);
      }
    });
    return { moved: moved || error !== errorCode.none, throttleMs };
  }

  #read(buffer: Buffer, { partition, start, end, highWatermark }: FetchedPartition, position: Position): void {
    const bytes = this.#visitor.visit(partition, position, () => {
      position.offset = this.#reader.read(buffer, start, end, position.offset, this.#visitor);
    });
    this.#pace.budget?.spend(bytes);
    this.#job.events.fetched(bytes, this.#visitor.nowMicros);
    if (this.#pace.again && position.offset >= highWatermark) position.restartAt(this.#begins.get(partition)!);
  }

  /** Finds out whether the log still is the one that was read, and goes on where it allows it. */
  async #check(partition: number): Promise<void> {
    const position = this.#positions.get(partition)!;
    if (position.checking) return;
    position.checking = true;
    await this.#cluster.refresh().catch(() => {});
    const epoch = this.#cluster.epoch(partition);
    const found = await checkLog(partition, position, this.#cluster, this.#leaders);
    position.checking = false;
    if (this.#closed) return;
    this.#goOn(partition, position, found);
    if (found.kind !== "unknown") {
      position.epoch = epoch;
      position.outOfRange = false;
      this.#fetchAll();
    }
    this.#refreshSoon();
  }

  #goOn(partition: number, position: Position, found: LogFinding): void {
    switch (found.kind) {
      case "cut": {
        const gone = position.offset - found.at;
        this.#tell(
          "log-cut",
          `log of partition ${partition} was cut at offset ${found.at}: ${gone} messages that were read are gone`,
        );
        position.cutAt(found.at);
        return;
      }
      case "overtaken":
        this.#tell(
          "overtaken",
          `partition ${partition} no longer holds the offset to read (${errorName(errorCode.offsetOutOfRange)})`,
        );
        position.restartAt(found.begin);
        return;
      case "anew":
        this.#tell("log-anew", `partition ${partition} was deleted and made anew`);
        position.restartAt(found.begin);
        return;
      case "same":
      case "unknown":
        return;
      default:
        found satisfies never;
    }
  }

  #tell(kind: EventKind, text: string): void {
    this.#job.events.event(kind, `group ${this.#job.group}: ${text}`);
  }

  /** Keeps quiet as long as the broker asks for. */
  async #obey(broker: number, throttleMs: number): Promise<void> {
    this.#tell("throttled", `broker ${broker} throttles`);
    await delay(throttleMs);
  }

  #refreshSoon(): void {
    if (this.#refresh || this.#closed) return;
    this.#refresh = setTimeout(async () => {
      await this.#cluster.refresh().catch(() => {});
      this.#refresh = undefined;
      if (this.#closed) return;
      this.#fetchAll();
      const led = [...this.#positions.keys()].every(
        (partition) => this.#isSettled(partition) && this.#busy.has(this.#cluster.leader(partition)),
      );
      if (!led) this.#refreshSoon();
    }, REFRESH_MS);
  }
}
