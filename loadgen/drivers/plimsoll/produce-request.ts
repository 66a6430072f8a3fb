import { api, finishRequest, startProduce, startRequest } from "../../wire/requests.ts";
import type { Acks } from "../driver.ts";
import type { Pending } from "./partition-queue.ts";
import type { RequestBuffer } from "./request-buffer.ts";

/** Given to the broker: how long it may wait for replicas before it answers REQUEST_TIMED_OUT. */
const REQUEST_TIMEOUT_MS = 10_000;

/** A produce request while it is filled with batches. */
export class ProduceRequest {
  readonly buffer: RequestBuffer;
  readonly correlation: number;
  /** The batches in it, in their order. */
  readonly batches: Pending[] = [];
  readonly #countAt: number;

  constructor(buffer: RequestBuffer, correlation: number, topic: string, acks: Acks) {
    const { writer } = buffer;
    this.buffer = buffer;
    this.correlation = correlation;
    startRequest(writer, api.produce, correlation);
    this.#countAt = startProduce(writer, acks === "all" ? -1 : Number(acks), REQUEST_TIMEOUT_MS, topic);
  }

  /** Bytes so far. */
  get size(): number {
    return this.buffer.writer.offset;
  }

  /** The whole request, ready to be sent. */
  finish(): Buffer {
    const { writer } = this.buffer;
    writer.patchInt32(this.#countAt, this.batches.length);
    return finishRequest(writer);
  }
}
