import { NO_KEYS } from "../../records/format.ts";
import type { KeySampler } from "../../records/keys.ts";
import type { Producer, ProducerJob } from "../driver.ts";
import { BatchFates } from "./batch-fates.ts";
import { BatchWriter } from "./batch-writer.ts";
import { ClusterClient } from "./cluster-client.ts";
import { newIdentity } from "./identity.ts";
import { IdentityRenewal } from "./identity-renewal.ts";
import { LeaderFollower } from "./leader-follower.ts";
import type { Link } from "./leader-links.ts";
import { PartitionQueue, type Pending } from "./partition-queue.ts";
import type { ProduceRequest } from "./produce-request.ts";
import { RequestSender } from "./request-sender.ts";

/** Kafka's brokers remember this many batches of an idempotent producer, so no more may be on their way. */
const IN_FLIGHT_PER_PARTITION = 5;
/** After this long the connection is given up; later than the broker's own answer. */
const ANSWER_TIMEOUT_MS = 15_000;

/** Our own producer: whole batches patched from a template, pipelined to every leader. */
export class PlimsollProducer implements Producer {
  readonly #job: ProducerJob;
  readonly #cluster: ClusterClient;
  readonly #keys: KeySampler | undefined;
  readonly #batches: BatchWriter;
  readonly #queues: PartitionQueue[];
  readonly #renewal: IdentityRenewal;
  readonly #fates: BatchFates;
  readonly #leaders: LeaderFollower;
  readonly #sender: RequestSender;
  #closed = false;

  private constructor(job: ProducerJob, cluster: ClusterClient) {
    this.#job = job;
    this.#cluster = cluster;
    this.#keys = job.format.kind === "templates" ? job.format.sampler(job.partitions, job.producer) : undefined;
    this.#batches = new BatchWriter(job);
    this.#queues = Array.from({ length: job.partitions }, () => new PartitionQueue());
    this.#renewal = new IdentityRenewal(job, cluster);
    this.#fates = new BatchFates(job, this.#queues, this.#renewal, () => this.#leaders.refreshSoon());
    this.#leaders = new LeaderFollower(job, cluster, {
      isUnsettled: (partition) => this.#queues[partition]!.hasRetries,
      looked: () => this.#fates.giveUpLate(),
      linked: () => this.pump(),
    });
    this.#sender = new RequestSender(job, {
      settled: (pending, code) => this.#fates.settle(pending, code),
      answered: () => this.pump(),
    });
  }

  static async open(job: ProducerJob): Promise<PlimsollProducer> {
    const cluster = await ClusterClient.connect(job.access, job.topic);
    const producer = new PlimsollProducer(job, cluster);
    if (job.idempotent) {
      const identity = await newIdentity(cluster, job.deliveryTimeoutMs).catch((error) => {
        cluster.close();
        throw cluster.asProblem(error);
      });
      for (const queue of producer.#queues) queue.identity = identity;
    }
    await producer.#leaders.follow();
    return producer;
  }

  get outstanding(): number {
    return this.#fates.outstanding;
  }

  pump(): void {
    if (this.#closed) return;
    const now = this.#job.clock.now();
    for (const link of this.#leaders.links()) {
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

  async delivered(): Promise<void> {
    // Any other batch is known by its answer.
    if (this.#job.acks !== "0") return;
    await Promise.all([...this.#leaders.links()].map((link) => this.#sender.workedOff(link)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    const gone = this.#leaders.stop();
    this.#fates.close();
    this.#cluster.close();
    await gone;
  }

  /** Sends one request with what is due at `link`; false if nothing is. */
  #sendOne(link: Link, now: number): boolean {
    let request: ProduceRequest | undefined;
    const correlation = link.connection!.nextCorrelation();
    for (let visited = 0; visited < link.partitions.length; visited++) {
      const partition = link.partitions[link.cursor % link.partitions.length]!;
      const pending = this.#next(partition, link, now);
      link.cursor = (link.cursor + 1) % link.partitions.length;
      if (!pending) continue;
      request ??= this.#sender.start(correlation);
      const queue = this.#queues[partition]!;
      this.#batches.write(request.buffer, pending, queue);
      queue.inFlight++;
      queue.sentTo = link.broker;
      request.batches.push(pending);
      if (request.size >= this.#job.requestBytes) break;
    }
    if (!request) return false;
    this.#tellSent(request.batches, now);
    this.#sender.send(link, request, now);
    return true;
  }

  /** Those of `batches` that go for the first time, with how long they have waited for us. */
  #tellSent(batches: readonly Pending[], now: number): void {
    const written = this.#job.clock.now();
    for (const { batch, firstSentMicros, freeMicros } of batches)
      if (firstSentMicros === now) this.#job.events.sent?.(batch, Math.max(0, written - freeMicros));
  }

  /** The next batch of `partition` that may go by `link` now. */
  #next(partition: number, { broker, blockedMicros }: Link, now: number): Pending | undefined {
    const queue = this.#queues[partition]!;
    const again = queue.hasRetries;
    if (again || this.#isBlocked(queue, broker)) {
      queue.blockedMicros = now;
      return again && !this.#renewal.awaits(queue) ? queue.takeRetry(now) : undefined;
    }
    const batch = this.#job.source.take(partition, now);
    if (!batch) return undefined;
    this.#fates.outstanding += batch.count;
    const keys = this.#keys?.take(partition, batch.count) ?? NO_KEYS;
    const freeMicros = Math.max(batch.readyMicros, blockedMicros, queue.blockedMicros);
    return { batch, keys, firstSentMicros: now, freeMicros };
  }

  /** Whether nothing new of a partition may go to `broker` because of what went before. */
  #isBlocked(queue: PartitionQueue, broker: number): boolean {
    if (this.#renewal.awaits(queue)) return true;
    if (queue.inFlight === 0) return false;
    if (this.#job.idempotent && !queue.known) return true;
    // After a move the old leader's answers come first, or a retry could overtake.
    return queue.sentTo !== broker || queue.inFlight >= IN_FLIGHT_PER_PARTITION;
  }
}
