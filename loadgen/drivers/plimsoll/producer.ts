import { setTimeout as delay } from "node:timers/promises";
import type { Batch } from "../../load/source.ts";
import { keysByPartition } from "../../records/keys.ts";
import { BatchTemplate, type ProducerIdentity } from "../../records/template.ts";
import { type Reader, Writer } from "../../wire/codec.ts";
import type { Connection } from "../../wire/connection.ts";
import { errorCode, errorName, isRetriable } from "../../wire/errors.ts";
import {
  api,
  finishRequest,
  readInitProducerId,
  readProduce,
  startProduce,
  startRequest,
  writeInitProducerId,
} from "../../wire/requests.ts";
import type { Producer, ProducerJob } from "../driver.ts";
import { ClusterClient } from "./cluster-client.ts";
import { PartitionQueue, type Pending } from "./partition-queue.ts";

/** Kafka's brokers remember this many batches of an idempotent producer, so no more may be on their way. */
const IN_FLIGHT_PER_PARTITION = 5;
const REQUEST_TIMEOUT_MS = 10_000;
const BACKOFF_MICROS = 50_000;
const REFRESH_MS = 100;
const KEYS_PER_PARTITION = 32;
/** Errors that say: a batch before this one is missing, or the broker has forgotten the producer. */
const SEQUENCE_ERRORS = new Set(["OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "INVALID_PRODUCER_EPOCH"]);

/** The requests on their way to one broker by one connection. */
interface Link {
  broker: number;
  lane: number;
  /** Undefined while it is being opened. */
  connection: Connection | undefined;
  /** When each unanswered request was sent. */
  sent: number[];
  mutedUntil: number;
  partitions: number[];
  cursor: number;
}

/** Our own producer: whole batches patched from a template, pipelined to every leader. */
export class PlimsollProducer implements Producer {
  readonly #job: ProducerJob;
  readonly #cluster: ClusterClient;
  readonly #template: BatchTemplate;
  readonly #keys: Buffer[][];
  readonly #queues: PartitionQueue[];
  /** By `broker/lane`. */
  readonly #links = new Map<string, Link>();
  readonly #spare: Writer[] = [];
  #identity: ProducerIdentity | undefined;
  #renewing = false;
  #keyTurn = 0;
  #outstanding = 0;
  #refresh: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(job: ProducerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#template = new BatchTemplate(job.format.layout, job.format.seed);
    this.#keys = job.keyed ? keysByPartition(job.partitions, KEYS_PER_PARTITION) : [];
    this.#queues = Array.from({ length: job.partitions }, () => new PartitionQueue());
  }

  static async open(job: ProducerJob): Promise<PlimsollProducer> {
    const cluster = await ClusterClient.connect(job.bootstrap, job.topic);
    const producer = new PlimsollProducer(job, cluster);
    if (job.idempotent) await producer.#newIdentity();
    producer.#assign();
    await Promise.all([...producer.#links.values()].map((link) => producer.#connect(link)));
    return producer;
  }

  get outstanding(): number {
    return this.#outstanding;
  }

  pump(): void {
    const now = this.#job.clock.now();
    for (const link of this.#links.values()) {
      if (!link.connection) continue;
      const oldest = link.sent[0];
      if (oldest !== undefined && now - oldest > REQUEST_TIMEOUT_MS * 1000) {
        this.#job.events.event(`broker ${link.broker} does not answer`);
        link.connection.close();
        continue;
      }
      if (now < link.mutedUntil || this.#renewing) continue;
      while (link.sent.length < this.#job.inFlight && this.#sendOne(link, now));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#refresh);
    this.#cluster.close();
    for (const queue of this.#queues) for (const pending of queue.giveUp()) this.#fail(pending, "closed");
  }

  /** Sends one request with what is due at `link`; false if nothing is. */
  #sendOne(link: Link, now: number): boolean {
    const { layout } = this.#job.format;
    let writer: Writer | undefined;
    let countAt = 0;
    const sent: Pending[] = [];
    const correlation = link.connection!.nextCorrelation();
    for (let visited = 0; visited < link.partitions.length; visited++) {
      const partition = link.partitions[link.cursor % link.partitions.length]!;
      const pending = this.#next(partition, link.broker, now);
      link.cursor = (link.cursor + 1) % link.partitions.length;
      if (!pending) continue;
      if (!writer) {
        writer = this.#spare.pop() ?? new Writer(this.#job.requestBytes + 61 + layout.bodyBytes[layout.maxRecords]!);
        startRequest(writer, api.produce, correlation);
        countAt = startProduce(writer, this.#acks(), REQUEST_TIMEOUT_MS, this.#job.topic);
      }
      this.#write(writer, pending.batch);
      const queue = this.#queues[partition]!;
      queue.inFlight++;
      queue.sentTo = link.broker;
      sent.push(pending);
      if (writer.offset >= this.#job.requestBytes) break;
    }
    if (!writer) return false;
    writer.patchInt32(countAt, sent.length);
    this.#post(link, writer, correlation, sent, now);
    return true;
  }

  #post(link: Link, writer: Writer, correlation: number, sent: Pending[], now: number): void {
    const free = () => void this.#spare.push(writer);
    const bytes = finishRequest(writer);
    if (this.#job.acks === "0") {
      link.connection!.send(bytes, correlation, undefined, () => {
        free();
        for (const pending of sent) this.#settle(pending, errorCode.none);
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
          this.#answer(link, reader, sent);
        },
        reject: () => {
          answered();
          for (const pending of sent) this.#settle(pending, errorCode.networkException);
        },
      },
      free,
    );
  }

  #write(writer: Writer, batch: Batch): void {
    const size = this.#template.batchBytes(batch.count);
    writer.int32(batch.partition).int32(size);
    const buffer = writer.reserve(size);
    const keys = this.#keys[batch.partition];
    writer.offset = this.#template.write(buffer, writer.offset, {
      count: batch.count,
      stamp: {
        producer: this.#job.producer,
        firstSequence: batch.firstSequence,
        dueMicros: Math.round(batch.dueMicros),
        spacingNanos: batch.spacingMicros * 1000,
      },
      key: keys ? keys[this.#keyTurn++ % keys.length]! : NO_KEY,
      identity: this.#identity,
    });
  }

  /** The next batch of `partition` that may go to `broker` now. */
  #next(partition: number, broker: number, now: number): Pending | undefined {
    const queue = this.#queues[partition]!;
    if (queue.hasRetries) return queue.takeRetry(now);
    // After a move the old leader's answers come first, or a retry could overtake.
    if (queue.inFlight > 0 && (queue.sentTo !== broker || queue.inFlight >= IN_FLIGHT_PER_PARTITION)) return undefined;
    const batch = this.#job.source.take(partition, now);
    if (!batch) return undefined;
    this.#outstanding += batch.count;
    return { batch, firstSentMicros: now };
  }

  #answer(link: Link, reader: Reader, sent: readonly Pending[]): void {
    const { results, throttleMs } = readProduce(reader);
    if (throttleMs > 0) link.mutedUntil = this.#job.clock.now() + throttleMs * 1000;
    const errors = new Map(results.map(({ partition, error }) => [partition, error]));
    for (const pending of sent)
      this.#settle(pending, errors.get(pending.batch.partition) ?? errorCode.networkException);
    this.pump();
  }

  #settle(pending: Pending, code: number): void {
    const { batch } = pending;
    const queue = this.#queues[batch.partition]!;
    queue.inFlight--;
    const now = this.#job.clock.now();
    if (code === errorCode.none || code === errorCode.duplicateSequenceNumber) {
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
    if (sequence && queue.isLowest(pending)) this.#renewIdentity(name);
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

  /** Puts each partition under the link of its leader. */
  #assign(): void {
    for (const link of this.#links.values()) link.partitions = [];
    for (let partition = 0; partition < this.#job.partitions; partition++) {
      const broker = this.#cluster.leader(partition);
      if (broker >= 0) this.#link(broker, partition).partitions.push(partition);
    }
  }

  /** The link that carries `partition` while `broker` leads it: always the same lane, so that order is kept. */
  #link(broker: number, partition: number): Link {
    const lane = partition % this.#job.connections;
    const key = `${broker}/${lane}`;
    let link = this.#links.get(key);
    if (!link) {
      link = { broker, lane, connection: undefined, sent: [], mutedUntil: 0, partitions: [], cursor: 0 };
      this.#links.set(key, link);
    }
    return link;
  }

  async #connect(link: Link): Promise<void> {
    try {
      const connection = await this.#cluster.connection(link.broker, link.lane);
      link.connection = connection;
      connection.onClose(() => {
        link.connection = undefined;
        if (this.#closed) return;
        this.#job.events.event(`connection to broker ${link.broker} lost`);
        this.#refreshSoon();
      });
    } catch {
      this.#refreshSoon();
    }
  }

  /** Looks for the leaders again after a short while, and goes on until every partition has one that answers. */
  #refreshSoon(): void {
    if (this.#refresh || this.#closed) return;
    this.#refresh = setTimeout(async () => {
      try {
        await this.#cluster.refresh();
        this.#assign();
        const idle = [...this.#links.values()].filter((link) => !link.connection && link.partitions.length > 0);
        await Promise.all(idle.map((link) => this.#connect(link)));
      } catch {
        // No broker answers now: tried again below.
      }
      this.#refresh = undefined;
      this.#giveUpLate();
      if (this.#unsettled()) this.#refreshSoon();
      this.pump();
    }, REFRESH_MS);
  }

  #unsettled(): boolean {
    for (let partition = 0; partition < this.#job.partitions; partition++) {
      const broker = this.#cluster.leader(partition);
      if (broker < 0 || !this.#link(broker, partition).connection || this.#queues[partition]!.hasRetries) return true;
    }
    return false;
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

  async #newIdentity(): Promise<void> {
    for (const end = Date.now() + this.#job.deliveryTimeoutMs; ; await delay(REFRESH_MS)) {
      const { error, id, epoch } = await this.#cluster.anyBroker(
        api.initProducerId,
        writeInitProducerId,
        readInitProducerId,
      );
      if (error === errorCode.none) {
        this.#identity = { id, epoch };
        return;
      }
      if (!isRetriable(error) || Date.now() > end)
        throw new Error(`no producer id for an idempotent producer: ${errorName(error)}`);
    }
  }

  /** The brokers no longer know this producer: start again under a new id, from the sequences reached. */
  #renewIdentity(why: string): void {
    if (this.#renewing) return;
    this.#renewing = true;
    this.#job.events.event(`new producer id after ${why}`);
    this.#newIdentity()
      .catch((error: Error) => this.#job.events.event(error.message))
      .finally(() => {
        this.#renewing = false;
      });
  }
}

const NO_KEY = new Uint8Array();
