import type { FaultRecord } from "../faults/fault.ts";
import type { Sample } from "../proof/sample.ts";
import { merged } from "./sample.ts";
import type { RoleSample } from "./task.ts";

/** A second of a load for those who watch it: what a proof keeps of it, and what only the moment asks for. */
export interface LiveSecond extends Sample {
  /** Produce latency of that second beyond its `p99`, ms; null when nothing was acknowledged. */
  readonly p999: number | null;
  readonly max: number | null;
  /** Messages sent again or given up in that second, by Kafka's name of the error. */
  readonly errors: Readonly<Record<string, number>>;
  /** Messages acknowledged by then and not read, once for each group. */
  readonly unreadMessages: number;
  readonly faults: readonly FaultRecord[];
}

/** The seconds of one load, in the order in which they are over. */
export class LiveSeconds {
  #owed = 0;
  #read = 0;

  next(sum: RoleSample, sample: Sample, faults: readonly FaultRecord[]): LiveSecond {
    this.#owed += sum.owedMessages;
    this.#read += sum.consumedMessages;
    const latency = sum.latency === "" ? null : merged([sum.latency]).summary();
    return {
      ...sample,
      p999: latency?.p999 ?? null,
      max: latency?.max ?? null,
      errors: sum.errors,
      // A reader may be told of a message before its producer is.
      unreadMessages: Math.max(0, this.#owed - this.#read),
      faults,
    };
  }
}
