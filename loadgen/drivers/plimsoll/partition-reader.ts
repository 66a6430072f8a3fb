import { BatchReader } from "../../records/batch-reader.ts";
import { type Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { errorCode } from "../../wire/errors.ts";
import { type FetchedPartition, type FetchLimits, readFetch } from "../../wire/requests.ts";
import type { ConsumerJob } from "../driver.ts";
import { atTheTail, type Pace } from "../pace.ts";
import { type Asked, fetchFrom } from "./fetch.ts";
import type { Position } from "./position.ts";
import { Visitor } from "./visitor.ts";

/** A broker is idle while what it sent is checked: fetches of half the size read a fifth less a second. Each leader has a buffer of it. */
const LIMITS = { maxBytes: 8 * 1024 * 1024, maxPartitionBytes: 1024 * 1024 };
/** Of a partition whose younger messages are read later, and so fetched twice. */
const LAGGING_PARTITION_BYTES = 64 * 1024;

/** What a fetch came to; `moved` when a partition is led by another broker now. */
export interface FetchOutcome {
  readonly moved: boolean;
  readonly throttleMs: number;
}

/** Reads partitions from where they were read to, at the pace of their group, and checks every batch where it lies. */
export class PartitionReader {
  /** Where each partition begins; those that are read again and again go back there. */
  begins: ReadonlyMap<number, number> = new Map();
  readonly #job: ConsumerJob;
  /** By partition. */
  readonly #positions: ReadonlyMap<number, Position>;
  readonly #outOfRange: (partition: number) => void;
  readonly #reader: BatchReader;
  readonly #visitor: Visitor;
  readonly #writer = new Writer(4096);
  #pace: Pace;
  #closed = false;

  /** `outOfRange` is told of a partition whose log does not hold the offset to read. */
  constructor(job: ConsumerJob, positions: ReadonlyMap<number, Position>, outOfRange: (partition: number) => void) {
    this.#job = job;
    this.#positions = positions;
    this.#outOfRange = outOfRange;
    this.#reader = new BatchReader(job.format);
    this.#visitor = new Visitor(job);
    this.#pace = job.pace;
  }

  /** From now on reads everything as soon as it is there. */
  catchUp(): void {
    this.#pace = atTheTail;
    this.#visitor.lagMillis = 0;
    for (const position of this.#positions.values()) position.notBefore = 0;
  }

  /** How long nothing of `partitions` may be read yet; 0 or less if something may. */
  waitMs(partitions: readonly number[]): number {
    const { budget, lagSeconds } = this.#pace;
    const poor = budget?.waitMs() ?? 0;
    if (lagSeconds === 0 || poor > 0) return poor;
    const earliest = Math.min(...partitions.map((partition) => this.#positions.get(partition)!.notBefore));
    return earliest - performance.now();
  }

  /** Fetches once; what is full leaves out the last of `partitions`. Rejects where there is no answer. */
  fetch(connection: Connection, partitions: readonly number[]): Promise<FetchOutcome> {
    const asked = new Map<number, Asked>();
    const now = performance.now();
    for (const partition of partitions) {
      const { offset, epoch, notBefore } = this.#positions.get(partition)!;
      if (notBefore <= now) asked.set(partition, { partition, offset, epoch });
    }
    const request = { topic: this.#job.topic, asked: [...asked.values()], limits: this.#limits() };
    return fetchFrom(connection, this.#writer, request, (reader) => this.#take(reader, asked));
  }

  /** What is still answered is left unread. */
  close(): void {
    this.#closed = true;
  }

  #limits(): FetchLimits {
    const { budget, lagSeconds } = this.#pace;
    const maxBytes = Math.min(LIMITS.maxBytes, budget?.portion ?? Number.POSITIVE_INFINITY);
    const most = lagSeconds > 0 ? LAGGING_PARTITION_BYTES : LIMITS.maxPartitionBytes;
    return { ...this.#job.fetch, maxBytes, maxPartitionBytes: Math.min(most, maxBytes) };
  }

  #take(reader: Reader, asked: ReadonlyMap<number, Asked>): FetchOutcome {
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
        this.#outOfRange(fetched.partition);
      }
    });
    return { moved: moved || error !== errorCode.none, throttleMs };
  }

  #read(buffer: Buffer, { partition, start, end, highWatermark }: FetchedPartition, position: Position): void {
    const bytes = this.#visitor.visit(partition, position, () => {
      position.offset = this.#reader.read(buffer, start, end, position.offset, this.#visitor, highWatermark);
    });
    this.#pace.budget?.spend(bytes);
    this.#job.events.fetched(bytes, this.#visitor.nowMicros);
    if (this.#pace.again && position.offset >= highWatermark) position.restartAt(this.begins.get(partition)!);
  }
}
