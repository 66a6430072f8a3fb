import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../../sizing/problem.ts";
import { isRefusal } from "../../access-problem.ts";
import type { EventKind } from "../../proof/run-event.ts";
import type { Consumer, ConsumerJob } from "../driver.ts";
import { ClusterClient } from "./cluster-client.ts";
import { LeaderQueries } from "./leader-queries.ts";
import { LogKeeper } from "./log-keeper.ts";
import { PartitionReader } from "./partition-reader.ts";
import { Position } from "./position.ts";

/** The longest wait without a look at whether it still holds. */
const LOOK_MS = 20;
const LEADER_MS = 10_000;
const REFRESH_MS = 100;

/** Where a partition ended, as a leader told that was elected at that time. */
interface PartitionEnd {
  offset: number;
  epoch: number;
}

/** Our own consumer: one fetch under way per broker, partitions fixed, every batch checked where it lies. */
export class PlimsollConsumer implements Consumer {
  readonly #job: ConsumerJob;
  readonly #cluster: ClusterClient;
  readonly #leaders: LeaderQueries;
  /** By partition. */
  readonly #positions = new Map<number, Position>();
  readonly #reader: PartitionReader;
  readonly #logs: LogKeeper;
  /** Partitions by leader, as of the last look. */
  #led = new Map<number, number[]>();
  /** Brokers with a fetch under way. */
  readonly #busy = new Set<number>();
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(job: ConsumerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#leaders = new LeaderQueries(cluster);
    this.#reader = new PartitionReader(job, this.#positions, (partition) => void this.#logs.check(partition));
    this.#logs = new LogKeeper(job, cluster, this.#leaders, this.#positions, {
      settled: () => this.#fetchAll(),
      checked: () => this.#refreshSoon(),
    });
  }

  /**
   * Starts to read each of the job's partitions from its beginning, or from where `after` had come to; of a topic that
   * others write to from its present end, since nothing before that can be of this run.
   */
  static async open(job: ConsumerJob, after?: Consumer): Promise<PlimsollConsumer> {
    const cluster = await ClusterClient.connect(job.access, job.topic);
    const consumer = new PlimsollConsumer(job, cluster);
    if (after instanceof PlimsollConsumer) {
      consumer.#reader.begins = after.#reader.begins;
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
    consumer.#reader.begins = begins;
    for (const [partition, offset] of begins)
      consumer.#positions.set(partition, new Position(offset, cluster.epoch(partition)));
    consumer.#fetchAll();
    return consumer;
  }

  async drain(timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    let ends = await this.#ends(until);
    if (!ends) return false;
    let behind = 0;
    for (const [partition, { offset }] of ends) behind += Math.max(0, offset - this.#positions.get(partition)!.offset);
    this.#job.events.behind(behind);
    this.#reader.catchUp();
    while (!this.#isReadTo(ends)) {
      if (performance.now() > until) return false;
      await delay(20);
      // What the former leader had beyond the watermark may be gone with it, and is not to be waited for.
      if (this.#isOutdated(ends)) ends = await this.#ends(until);
      if (!ends) return false;
    }
    return true;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    this.#reader.close();
    this.#logs.close();
    this.#leaders.close();
    this.#cluster.close();
  }

  /**
   * The end of every partition. One below what was read is of another log, or of a leader that does not know its own
   * end yet: the next fetches tell which.
   */
  async #ends(until: number): Promise<Map<number, PartitionEnd> | undefined> {
    const { partitions } = this.#job;
    for (;;) {
      const reached = new Map([...this.#positions].map(([partition, { offset }]) => [partition, offset]));
      const epochs = new Map(partitions.map((partition) => [partition, this.#cluster.epoch(partition)]));
      const ends = await this.#acknowledgedUpTo(until - performance.now());
      if (!ends) return undefined;
      if ([...ends].every(([partition, offset]) => reached.get(partition)! <= offset))
        return new Map([...ends].map(([partition, offset]) => [partition, { offset, epoch: epochs.get(partition)! }]));
      if (performance.now() > until) return undefined;
      await delay(REFRESH_MS);
    }
  }

  /**
   * Up to where each partition may hold what was acknowledged. What all replicas in sync have lies below the high
   * watermark; what the leader alone has answered for may lie above it, where nothing can be read until the others have
   * it too. With acks=all the rest of the log is not waited for: below min.insync.replicas it may stay unread for good.
   */
  #acknowledgedUpTo(timeoutMs: number): Promise<Map<number, number> | undefined> {
    const { acks, partitions } = this.#job;
    return acks === "all"
      ? this.#leaders.offsets(-1, partitions, timeoutMs)
      : this.#leaders.logEnds(partitions, timeoutMs);
  }

  #isReadTo(ends: ReadonlyMap<number, PartitionEnd>): boolean {
    return [...ends].every(
      ([partition, { offset }]) => this.#logs.isSettled(partition) && this.#positions.get(partition)!.offset >= offset,
    );
  }

  /** Whether a leader was elected after one of `ends` was told. */
  #isOutdated(ends: ReadonlyMap<number, PartitionEnd>): boolean {
    return [...ends].some(([partition, { epoch }]) => epoch !== this.#cluster.epoch(partition));
  }

  /** Reads every partition from its present leader; brokers that are followed already take on what moved to them. */
  #fetchAll(): void {
    const partitions = [...this.#positions.keys()];
    for (const partition of partitions) if (!this.#logs.isSettled(partition)) void this.#logs.check(partition);
    this.#led = this.#leaders.byLeader(partitions.filter((partition) => this.#logs.isSettled(partition)));
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
        const wait = this.#reader.waitMs(partitions);
        if (wait > 0) {
          await delay(Math.min(wait, LOOK_MS));
          continue;
        }
        // Begin with another partition each time: a response that is full leaves out the last ones.
        const first = turn % partitions.length;
        const order = [...partitions.slice(first), ...partitions.slice(0, first)];
        const { moved, throttleMs } = await this.#reader.fetch(connection, order);
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
        (partition) => this.#logs.isSettled(partition) && this.#busy.has(this.#cluster.leader(partition)),
      );
      if (!led) this.#refreshSoon();
    }, REFRESH_MS);
  }
}
