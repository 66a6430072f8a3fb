import { Problem } from "../../../sizing/problem.ts";
import { NO_KEYS } from "../../records/format.ts";
import type { KeySampler } from "../../records/keys.ts";
import { type Reader, Writer } from "../../wire/codec.ts";
import { errorCode, errorName, isRetriable } from "../../wire/errors.ts";
import { api, finishRequest, readProduce, startProduce, startRequest } from "../../wire/requests.ts";
import type { Producer, ProducerJob } from "../driver.ts";
import { BatchWriter } from "./batch-writer.ts";
import { ClusterClient } from "./cluster-client.ts";
import { newIdentity } from "./identity.ts";
import { LeaderLinks, type Link } from "./leader-links.ts";
import { LeaderMoves } from "./leader-moves.ts";
import { PartitionQueue, type Pending } from "./partition-queue.ts";

/** Kafka's brokers remember this many batches of an idempotent producer, so no more may be on their way. */
const IN_FLIGHT_PER_PARTITION = 5;
/** Given to the broker: how long it may wait for replicas before it answers REQUEST_TIMED_OUT. */
const REQUEST_TIMEOUT_MS = 10_000;
/** After this long the connection is given up; later than the broker's own answer. */
const ANSWER_TIMEOUT_MS = 15_000;
const BACKOFF_MICROS = 50_000;
/** A broker that has not throttled for this long and does again is news. */
const THROTTLE_PAUSE_MICROS = 5_000_000;
const REFRESH_MS = 100;
/** Errors that say: a batch before this one is missing, or the broker has forgotten the producer. */
const SEQUENCE_ERRORS = new Set(["OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "INVALID_PRODUCER_EPOCH"]);

/** Our own producer: whole batches patched from a template, pipelined to every leader. */
export class PlimsollProducer implements Producer {
  readonly #job: ProducerJob;
  readonly #cluster: ClusterClient;
  readonly #keys: KeySampler | undefined;
  readonly #batches: BatchWriter;
  readonly #queues: PartitionQueue[];
  readonly #links: LeaderLinks;
  readonly #moves: LeaderMoves;
  readonly #spare: Writer[] = [];
  /** Partitions that wait for a new producer id. */
  readonly #renewing = new Set<PartitionQueue>();
  #outstanding = 0;
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(job: ProducerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#keys = job.format.kind === "templates" ? job.format.sampler(job.partitions, job.producer) : undefined;
    this.#batches = new BatchWriter(job);
    this.#queues = Array.from({ length: job.partitions }, () => new PartitionQueue());
    this.#moves = new LeaderMoves(job.partitions);
    this.#moves.since((partition) => cluster.leader(partition));
    this.#links = new LeaderLinks(cluster, job.partitions, job.connections, {
      lost: (broker) => {
        if (this.#closed) return;
        job.events.event("connection-lost", `connection to broker ${broker} lost`);
        this.#refreshSoon();
      },
      refused: ({ message }) => job.events.event("refused", message),
    });
  }

  static async open(job: ProducerJob): Promise<PlimsollProducer> {
    const cluster = await ClusterClient.connect(job.access, job.topic);
    const producer = new PlimsollProducer(job, cluster);
    if (job.idempotent) {
      const identity = await newIdentity(cluster, job.deliveryTimeoutMs);
      for (const queue of producer.#queues) queue.identity = identity;
    }
    await producer.#links.follow();
    if (producer.#unsettled()) producer.#refreshSoon();
    return producer;
  }

  get outstanding(): number {
    return this.#outstanding;
  }

  pump(): void {
    if (this.#closed) return;
    const now = this.#job.clock.now();
    for (const link of this.#links.all()) {
      if (!link.connection) {
        link.blockedMicros = now;
        continue;
      }
      const oldest = link.sent[0];
      // A broker that throttles does not look at what it got already before the time is over.
      if (oldest !== undefined && now - Math.max(oldest, link.mutedUntil) > ANSWER_TIMEOUT_MS * 1000) {
        this.#job.events.event("broker-silent", `broker ${link.broker} does not answer`);
        link.connection.close();
        continue;
      }
      const muted = now < link.mutedUntil;
      while (!muted && link.sent.length < this.#job.inFlight && this.#sendOne(link, now));
      if (muted || link.sent.length >= this.#job.inFlight) link.blockedMicros = now;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    const gone = this.#links.gone();
    this.#cluster.close();
    for (const queue of this.#queues) for (const pending of queue.giveUp()) this.#fail(pending, "closed");
    await gone;
  }

  /** Sends one request with what is due at `link`; false if nothing is. */
  #sendOne(link: Link, now: number): boolean {
    let writer: Writer | undefined;
    let countAt = 0;
    const sent: Pending[] = [];
    const correlation = link.connection!.nextCorrelation();
    for (let visited = 0; visited < link.partitions.length; visited++) {
      const partition = link.partitions[link.cursor % link.partitions.length]!;
      const pending = this.#next(partition, link, now);
      link.cursor = (link.cursor + 1) % link.partitions.length;
      if (!pending) continue;
      if (!writer) {
        writer = this.#spare.pop() ?? new Writer(this.#job.requestBytes + this.#job.format.largestBatchBytes);
        startRequest(writer, api.produce, correlation);
        countAt = startProduce(writer, this.#acks(), REQUEST_TIMEOUT_MS, this.#job.topic);
      }
      const queue = this.#queues[partition]!;
      this.#batches.write(writer, pending, queue);
      queue.inFlight++;
      queue.sentTo = link.broker;
      sent.push(pending);
      if (writer.offset >= this.#job.requestBytes) break;
    }
    if (!writer) return false;
    writer.patchInt32(countAt, sent.length);
    this.#tellSent(sent, now);
    this.#post(link, writer, correlation, sent, now);
    return true;
  }

  /** Those of `sent` that go for the first time, with how long they have waited for us. */
  #tellSent(sent: readonly Pending[], now: number): void {
    const written = this.#job.clock.now();
    for (const { batch, firstSentMicros, freeMicros } of sent)
      if (firstSentMicros === now) this.#job.events.sent?.(batch, Math.max(0, written - freeMicros));
  }

  #post(link: Link, writer: Writer, correlation: number, sent: Pending[], now: number): void {
    const free = () => void this.#spare.push(writer);
    const settle = (code: number) => {
      for (const pending of sent) this.#settle(pending, code);
    };
    const bytes = finishRequest(writer);
    if (this.#job.acks === "0") {
      link.connection!.send(bytes, correlation, undefined, (error) => {
        free();
        settle(error ? errorCode.networkException : errorCode.none);
      });
      return;
    }
    link.sent.push(now);
    const answered = () => void link.sent.shift();
    link.connection!.send(
      bytes,
      correlation,
      {
        resolve: (reader) => {
          answered();
          this.#answer(link, this.#parse(reader, settle), sent);
        },
        reject: () => {
          answered();
          settle(errorCode.networkException);
        },
      },
      free,
    );
  }

  /** The next batch of `partition` that may go by `link` now. */
  #next(partition: number, { broker, blockedMicros }: Link, now: number): Pending | undefined {
    const queue = this.#queues[partition]!;
    const again = queue.hasRetries;
    if (again || this.#isBlocked(queue, broker)) {
      queue.blockedMicros = now;
      return again && !this.#renewing.has(queue) ? queue.takeRetry(now) : undefined;
    }
    const batch = this.#job.source.take(partition, now);
    if (!batch) return undefined;
    this.#outstanding += batch.count;
    const keys = this.#keys?.take(partition, batch.count) ?? NO_KEYS;
    const freeMicros = Math.max(batch.readyMicros, blockedMicros, queue.blockedMicros);
    return { batch, keys, firstSentMicros: now, freeMicros };
  }

  /** Whether nothing new of a partition may go to `broker` because of what went before. */
  #isBlocked(queue: PartitionQueue, broker: number): boolean {
    if (this.#renewing.has(queue)) return true;
    if (queue.inFlight === 0) return false;
    if (this.#job.idempotent && !queue.known) return true;
    // After a move the old leader's answers come first, or a retry could overtake.
    return queue.sentTo !== broker || queue.inFlight >= IN_FLIGHT_PER_PARTITION;
  }

  /** A response that cannot be read closes the connection, and tells nothing of its batches. */
  #parse(reader: Reader, settle: (code: number) => void): ReturnType<typeof readProduce> {
    try {
      return readProduce(reader);
    } catch (error) {
      settle(errorCode.networkException);
      throw error;
    }
  }

  #answer(link: Link, { results, throttleMs }: ReturnType<typeof readProduce>, sent: readonly Pending[]): void {
    if (throttleMs > 0) this.#obey(link, throttleMs);
    const errors = new Map(results.map(({ partition, error }) => [partition, error]));
    for (const pending of sent)
      this.#settle(pending, errors.get(pending.batch.partition) ?? errorCode.networkException);
    this.pump();
  }

  /** Keeps quiet as long as the broker asks for; told when it begins, and again after a pause. */
  #obey(link: Link, throttleMs: number): void {
    const now = this.#job.clock.now();
    if (now > link.mutedUntil + THROTTLE_PAUSE_MICROS)
      this.#job.events.event("throttled", `broker ${link.broker} throttles`);
    link.mutedUntil = Math.max(link.mutedUntil, now + throttleMs * 1000);
  }

  #settle(pending: Pending, code: number): void {
    const { batch } = pending;
    const queue = this.#queues[batch.partition]!;
    queue.inFlight--;
    const now = this.#job.clock.now();
    if (code === errorCode.none || code === errorCode.duplicateSequenceNumber) {
      queue.known = true;
      this.#outstanding -= batch.count;
      this.#job.events.acknowledged(batch, now);
      return;
    }
    const name = errorName(code);
    const sequence = SEQUENCE_ERRORS.has(name);
    const late = now - pending.firstSentMicros > this.#job.deliveryTimeoutMs * 1000;
    if (this.#closed || late || !(isRetriable(code) || sequence)) {
      this.#fail(pending, name);
      return;
    }
    if (sequence && queue.isLowest(pending)) this.#renewIdentity(queue, name);
    queue.putBack(pending, now + BACKOFF_MICROS);
    this.#job.events.retried(batch, name);
    this.#refreshSoon();
  }

  #fail({ batch }: Pending, error: string): void {
    this.#outstanding -= batch.count;
    this.#job.events.failed(batch, error);
  }

  #acks(): number {
    return this.#job.acks === "all" ? -1 : Number(this.#job.acks);
  }

  /** Looks for the leaders again after a short while, and goes on until every partition has one that answers. */
  #refreshSoon(): void {
    if (this.#refresh || this.#closed) return;
    this.#refresh = setTimeout(async () => {
      try {
        await this.#cluster.refresh();
        this.#tellMoves();
        await this.#links.follow();
      } catch {
        // No broker answers now: tried again below.
      }
      this.#refresh = undefined;
      this.#giveUpLate();
      if (this.#unsettled()) this.#refreshSoon();
      this.pump();
    }, REFRESH_MS);
  }

  #tellMoves(): void {
    const moved = this.#moves.since((partition) => this.#cluster.leader(partition));
    if (moved.length === 0) return;
    const what = moved.length === 1 ? `leader of partition ${moved[0]}` : `leaders of ${moved.length} partitions`;
    this.#job.events.event("leader-moved", `${what} of ${this.#job.topic} moved`);
  }

  #unsettled(): boolean {
    return this.#queues.some((queue, partition) => queue.hasRetries || this.#links.unserved(partition));
  }

  /** Fails what has waited longer than the delivery timeout for a leader. */
  #giveUpLate(): void {
    const now = this.#job.clock.now();
    for (const queue of this.#queues) {
      for (const pending of queue.giveUp()) {
        if (now - pending.firstSentMicros > this.#job.deliveryTimeoutMs * 1000) this.#fail(pending, "TIMED_OUT");
        else queue.putBack(pending, 0);
      }
    }
  }

  /** The broker does not take this partition's next sequence: start again under a new id, from the sequence reached. */
  #renewIdentity(queue: PartitionQueue, why: string): void {
    if (this.#renewing.has(queue)) return;
    this.#renewing.add(queue);
    this.#job.events.event("producer-renewed", `new producer id after ${why}`);
    newIdentity(this.#cluster, this.#job.deliveryTimeoutMs)
      .then((identity) => {
        queue.identity = identity;
        queue.known = false;
      })
      .catch((error: Error) =>
        this.#job.events.event(error instanceof Problem ? "refused" : "connection-lost", error.message),
      )
      .finally(() => this.#renewing.delete(queue));
  }
}
