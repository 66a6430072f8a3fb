import { Budget, type Reservation } from "./budget.ts";
import { Counts } from "./counts.ts";
import { type Origin, wrap } from "./envelope.ts";
import { heldBytes, type Message, recordBytes } from "./message.ts";
import type { Outcome, Outlet } from "./outlet.ts";
import { parseBatch } from "./parse-batch.ts";
import { PartitionQueue } from "./partition-queue.ts";
import { RequestProblem } from "./request-problem.ts";
import { Spread } from "./spread.ts";
import type { IngestTopic } from "./topic.ts";

export interface IntakeLimits {
  /** Largest body of a request. */
  readonly bodyBytes: number;
  /** What bodies and messages may take together. */
  readonly heldBytes: number;
}

/** A request that was let in: its body has a place, and must be handed to `accept` or the place given back. */
export interface Admission {
  readonly lane: Lane;
  readonly place: Reservation;
}

interface Lane {
  readonly topic: IngestTopic;
  readonly spread: Spread;
  readonly queues: readonly PartitionQueue[];
}

/** Takes batches for named topics within a budget, and tells what became of each message. */
export class Intake {
  readonly budget: Budget;
  readonly counts: Counts;
  readonly #limits: IntakeLimits;
  readonly #lanes: ReadonlyMap<string, Lane>;
  readonly #open = new Set<Promise<unknown>>();
  #stopping = false;

  constructor(topics: readonly IngestTopic[], outlet: Outlet, limits: IntakeLimits) {
    this.#limits = limits;
    this.budget = new Budget(limits.heldBytes);
    this.counts = new Counts(
      topics.map(({ name }) => name),
      this.budget,
    );
    this.#lanes = new Map(topics.map((topic) => [topic.name, lane(topic, outlet)]));
  }

  /** Largest body, in bytes. */
  get longestBody(): number {
    return this.#limits.bodyBytes;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Requests whose messages are not all settled. */
  get open(): number {
    return this.#open.size;
  }

  /**
   * Makes room for a body of so many bytes, or of any length if that is not told.
   * @throws RequestProblem with status 404, 413, 429 or 503
   */
  admit(topic: string, bodyBytes: number | null): Admission {
    this.#refuseIfStopping();
    const lane = this.#lanes.get(topic);
    if (!lane)
      throw new RequestProblem(
        404,
        "unknown topic",
        `topic \`${topic}\` is not written to from here`,
        `write one of ${[...this.#lanes.keys()].join(", ")}, or name it with --topics where this ingest is started`,
      );
    const wanted = bodyBytes ?? this.#limits.bodyBytes;
    if (wanted > this.#limits.bodyBytes) throw this.tooLarge();
    const place = this.budget.reserve(wanted);
    if (!place) throw busy();
    return { lane, place };
  }

  tooLarge(): RequestProblem {
    const { bodyBytes } = this.#limits;
    return new RequestProblem(413, "too large", `the body has more than ${bodyBytes} B`, "send smaller batches");
  }

  /**
   * Accepts a body whole or not at all, and resolves when the fate of each of its messages is known, in their order.
   * The place is given back then, or at once if nothing is accepted. It is not async, as a suspended call would hold the
   * body until the brokers have answered, beside the messages that were made of it.
   * @throws RequestProblem with status 400, 413, 429 or 503, at once
   */
  accept({ lane, place }: Admission, body: Buffer, origin: Origin): Promise<Outcome[]> {
    try {
      this.#refuseIfStopping();
      const settled = this.#take(lane, place, body, origin);
      this.#open.add(settled);
      return settled.finally(() => {
        this.#open.delete(settled);
        place.release();
      });
    } catch (error) {
      place.release();
      throw error;
    }
  }

  /** Accepts nothing more and waits until what was accepted is settled; false if that takes longer than `timeoutMs`. */
  async drain(timeoutMs: number): Promise<boolean> {
    this.#stopping = true;
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(resolve, timeoutMs, false);
    const all = Promise.allSettled(this.#open).then(() => true);
    return Promise.race([all, late]).finally(() => clearTimeout(timer));
  }

  #refuseIfStopping(): void {
    if (this.#stopping)
      throw new RequestProblem(503, "stopping", "this ingest is being stopped", "send it to another one");
  }

  /** Waiting would not help: small messages cost far more than their bytes, so a body that is allowed may hold too many. */
  #neverFits(messages: number, bytes: number): RequestProblem {
    return new RequestProblem(
      413,
      "too large",
      `${messages} messages take ${bytes} B while they wait, and at most ${this.#limits.heldBytes} B are held in all`,
      "send smaller batches",
    );
  }

  #take(lane: Lane, place: Reservation, body: Buffer, origin: Origin): Promise<Outcome[]> {
    const { topic, spread, queues } = lane;
    const records = parseBatch(body, topic.partitions);
    const bytes = records.reduce((sum, record) => sum + heldBytes(record), 0);
    if (bytes > this.#limits.heldBytes) throw this.#neverFits(records.length, bytes);
    if (!place.resize(bytes)) throw busy();
    const now = Date.now();
    const messages = records.map(({ key, value }): Message => ({ key, value, headers: wrap(origin, now) }));
    for (const [at, message] of messages.entries())
      if (recordBytes(message) > topic.batchBytes)
        throw new RequestProblem(
          413,
          "too large",
          `records[${at}] takes ${recordBytes(message)} B`,
          `topic ${topic.name} takes messages of at most ${topic.batchBytes} B`,
        );
    const begun = performance.now();
    this.counts.accepted(topic.name, messages.length);
    const { promise, resolve } = Promise.withResolvers<Outcome[]>();
    const outcomes: Outcome[] = new Array(messages.length);
    let open = messages.length;
    for (const [at, message] of messages.entries()) {
      const settle = (outcome: Outcome): void => {
        outcomes[at] = outcome;
        this.counts.settled(topic.name, outcome.state);
        open -= 1;
        if (open > 0) return;
        this.counts.answered(topic.name, (performance.now() - begun) / 1000);
        resolve(outcomes);
      };
      queues[spread.partitionOf(records[at]!)]!.push(message, settle);
    }
    return promise;
  }
}

function lane(topic: IngestTopic, outlet: Outlet): Lane {
  const queues = Array.from({ length: topic.partitions }, (_, p) => new PartitionQueue(topic, p, outlet));
  return { topic, spread: new Spread(topic, () => performance.now(), Math.random), queues };
}

function busy(): RequestProblem {
  return new RequestProblem(
    429,
    "busy",
    "what is held for the brokers leaves no room for this batch",
    "send it again after the seconds of Retry-After",
  );
}
