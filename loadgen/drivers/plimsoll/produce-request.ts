import type { Writer } from "../../wire/codec.ts";
import { api, finishRequest, startProduce, startRequest } from "../../wire/requests.ts";
import type { Acks } from "../driver.ts";
import type { Pending } from "./partition-queue.ts";

/** Given to the broker: how long it may wait for replicas before it answers REQUEST_TIMED_OUT. */
const REQUEST_TIMEOUT_MS = 10_000;

/** A produce request while it is filled with batches. */
export class ProduceRequest {
  readonly writer: Writer;
  readonly correlation: number;
  /** The batches in it, in their order. */
  readonly batches: Pending[] = [];
  readonly #countAt: number;

  constructor(writer: Writer, correlation: number, topic: string, acks: Acks) {
    this.writer = writer;
    this.correlation = correlation;
    startRequest(writer, api.produce, correlation);
    this.#countAt = startProduce(writer, acks === "all" ? -1 : Number(acks), REQUEST_TIMEOUT_MS, topic);
  }

  /** The whole request, ready to be sent. */
  finish(): Buffer {
    this.writer.patchInt32(this.#countAt, this.batches.length);
    return finishRequest(this.writer);
  }
}
