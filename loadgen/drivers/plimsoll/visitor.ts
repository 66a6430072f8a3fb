import { header } from "../../records/batch-header.ts";
import type { BatchVisitor } from "../../records/batch-reader.ts";
import type { Run } from "../../records/run.ts";
import type { ConsumerJob } from "../driver.ts";
import type { Position } from "./position.ts";

/** Passes on what a reader finds, with the partition and the time of the response it was found in. */
export class Visitor implements BatchVisitor {
  /** When the response came, microseconds since 1970. */
  nowMicros = 0;
  /** Batches that are younger are left for later. */
  lagMillis: number;
  readonly #job: ConsumerJob;
  #partition = 0;
  #position: Position | undefined;
  #bytes = 0;

  constructor(job: ConsumerJob) {
    this.#job = job;
    this.lagMillis = job.pace.lagSeconds * 1000;
  }

  /** Lets `read` read of `partition`; returns the bytes of the batches that were taken. */
  visit(partition: number, position: Position, read: () => void): number {
    this.#partition = partition;
    this.#position = position;
    this.#bytes = 0;
    read();
    return this.#bytes;
  }

  batch(source: Buffer, at: number, size: number, offset: number): boolean {
    if (this.lagMillis > 0) {
      const tooYoung = Number(source.readBigInt64BE(at + header.maxTimestamp)) + this.lagMillis - this.nowMicros / 1000;
      // One from the future would never be due: its time is damaged, or not set by its producer.
      if (tooYoung > 0 && tooYoung <= this.lagMillis) {
        this.#position!.notBefore = performance.now() + tooYoung;
        return false;
      }
    }
    this.#position!.note(source.readInt32BE(at + header.leaderEpoch), offset);
    this.#bytes += size;
    return true;
  }

  run(run: Run): void {
    this.#job.events.received(this.#partition, run, this.nowMicros);
  }

  corrupted(messages: number): void {
    this.#job.events.corrupted(this.#partition, messages);
  }
}
