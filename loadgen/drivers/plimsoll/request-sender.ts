import type { Reader } from "../../wire/codec.ts";
import { errorCode } from "../../wire/errors.ts";
import { api, readApiVersions, readProduce } from "../../wire/requests.ts";
import type { ProducerJob } from "../driver.ts";
import type { Link } from "./leader-links.ts";
import type { Pending } from "./partition-queue.ts";
import { ProduceRequest } from "./produce-request.ts";
import { RequestBuffer } from "./request-buffer.ts";

/** A broker that has not throttled for this long and does again is news. */
const THROTTLE_PAUSE_MICROS = 5_000_000;

/** What a sender tells of the requests it has sent. */
export interface SenderWatch {
  /** The broker's answer about a batch, or what stands for it where there is none. */
  settled(pending: Pending, code: number): void;
  /** All batches of a request are settled, so that there may be room for more. */
  answered(): void;
}

/** Sends requests and reads their answers; the buffers that requests are written into are used again. */
export class RequestSender {
  readonly #job: ProducerJob;
  readonly #watch: SenderWatch;
  readonly #spare: RequestBuffer[] = [];

  constructor(job: ProducerJob, watch: SenderWatch) {
    this.#job = job;
    this.#watch = watch;
  }

  start(correlation: number): ProduceRequest {
    const { requestBytes, format, topic, acks } = this.#job;
    const buffer = this.#spare.pop()?.again() ?? new RequestBuffer(requestBytes + format.largestBatchBytes);
    return new ProduceRequest(buffer, correlation, topic, acks);
  }

  send(link: Link, request: ProduceRequest, now: number): void {
    const { buffer, correlation, batches } = request;
    const bytes = request.finish();
    const free = () => void this.#spare.push(buffer);
    if (this.#job.acks === "0") {
      link.connection!.send(bytes, correlation, undefined, (error) => {
        free();
        this.#settle(batches, error ? errorCode.networkException : errorCode.none);
      });
      return;
    }
    link.sent.push(now);
    const answered = () => {
      link.sent.shift();
      // A broker answers in turn: from now on it is at the next.
      if (link.sent.length > 0) link.sent[0] = this.#job.clock.now();
    };
    link.connection!.send(
      bytes,
      correlation,
      {
        resolve: (reader) => {
          answered();
          this.#answer(link, this.#parse(reader, batches), batches);
        },
        reject: () => {
          answered();
          this.#settle(batches, errorCode.networkException);
        },
      },
      free,
    );
  }

  /**
   * Resolves when the broker has worked on all that went by `link` so far, or the connection is gone: a broker takes
   * the requests of a connection in turn, so it has done with those before one that it answers.
   */
  async workedOff({ connection }: Link): Promise<void> {
    await connection?.call(api.apiVersions, () => {}, readApiVersions).catch(() => {});
  }

  #settle(batches: readonly Pending[], code: number): void {
    for (const pending of batches) this.#watch.settled(pending, code);
  }

  /** A response that cannot be read closes the connection, and tells nothing of its batches. */
  #parse(reader: Reader, batches: readonly Pending[]): ReturnType<typeof readProduce> {
    try {
      return readProduce(reader);
    } catch (error) {
      this.#settle(batches, errorCode.networkException);
      throw error;
    }
  }

  #answer(link: Link, { results, throttleMs }: ReturnType<typeof readProduce>, batches: readonly Pending[]): void {
    if (throttleMs > 0) this.#obey(link, throttleMs);
    const errors = new Map(results.map(({ partition, error }) => [partition, error]));
    for (const pending of batches)
      this.#watch.settled(pending, errors.get(pending.batch.partition) ?? errorCode.networkException);
    this.#watch.answered();
  }

  /** Keeps quiet as long as the broker asks for; told when it begins, and again after a pause. */
  #obey(link: Link, throttleMs: number): void {
    const now = this.#job.clock.now();
    if (now > link.mutedUntil + THROTTLE_PAUSE_MICROS)
      this.#job.events.event("throttled", `broker ${link.broker} throttles`);
    link.mutedUntil = Math.max(link.mutedUntil, now + throttleMs * 1000);
  }
}
