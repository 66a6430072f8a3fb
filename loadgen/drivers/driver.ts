import type { Access } from "../access.ts";
import type { Clock } from "../clock.ts";
import type { Batch, Source } from "../load/source.ts";
import type { EventDetail, EventKind } from "../proof/run-event.ts";
import type { Format } from "../records/format-for.ts";
import type { Run } from "../records/run.ts";
import type { Pace } from "./pace.ts";

export type Acks = "all" | "1" | "0";

/** What becomes of batches. Every batch taken from the source ends in exactly one of `acknowledged` and `failed`. */
export interface ProducerEvents {
  acknowledged(batch: Batch, nowMicros: number): void;
  /** Given up. Its messages may be stored all the same. */
  failed(batch: Batch, error: string): void;
  /**
   * On its way for the first time, after it had waited so long for this process alone: it was ready, and there was room
   * for it on a connection. Drivers that cannot tell do not.
   */
  sent?(batch: Batch, ownMicros: number): void;
  /** To be sent again. */
  retried(batch: Batch, error: string): void;
  /** Something a reader of the report wants to know of, such as a broker lost. */
  event(kind: EventKind, text: string): void;
}

export interface ProducerJob {
  access: Access;
  topic: string;
  partitions: number;
  /** Tells this producer's messages from those of others in the audit. */
  producer: number;
  acks: Acks;
  idempotent: boolean;
  format: Format;
  /** Connections to each broker. */
  connections: number;
  /** Requests under way per connection. */
  inFlight: number;
  /** A request is closed when it has this many bytes. */
  requestBytes: number;
  /** After this long a batch is given up. */
  deliveryTimeoutMs: number;
  source: Source;
  events: ProducerEvents;
  clock: Clock;
}

export interface Producer {
  /** Sends what is due and what there is room for. Cheap when there is nothing to do; called every millisecond. */
  pump(): void;
  /** Messages taken from the source whose fate is open. */
  readonly outstanding: number;
  /**
   * Resolves when the brokers have worked on everything that counts as acknowledged without their answer (acks=0), as
   * far as the connections that it went by still stand and the driver can tell. Sets no limit to the wait.
   */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

export interface ConsumerEvents {
  /** Messages that follow each other in `partition`, read and found to be what was sent. */
  received(partition: number, run: Run, nowMicros: number): void;
  /** Messages that are not what was sent. */
  corrupted(partition: number, messages: number): void;
  /** Bytes of record batches that were read. */
  fetched(bytes: number, nowMicros: number): void;
  /** Messages that were there to be read when the drain began. */
  behind(messages: number): void;
  event(kind: EventKind, text: string, detail?: EventDetail): void;
}

/** When a broker should answer a fetch: with so many bytes, or after so long. */
export interface FetchWish {
  minBytes: number;
  maxWaitMs: number;
}

export interface ConsumerJob {
  access: Access;
  topic: string;
  /** Those that this consumer reads. */
  partitions: readonly number[];
  /** What the topic's producers ask for: tells how far what was acknowledged may reach. */
  acks: Acks;
  format: Format;
  group: string;
  fetch: FetchWish;
  pace: Pace;
  events: ConsumerEvents;
  clock: Clock;
}

export interface Consumer {
  /**
   * Resolves true when everything that was in the partitions at the call has been read; false after `timeoutMs`.
   * From now on nothing is left for later.
   */
  drain(timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** A way to talk to Kafka. All drivers pass one suite (test/drivers.test.ts). */
export interface Driver {
  name: "plimsoll" | "kafkajs";
  openProducer(job: ProducerJob): Promise<Producer>;
  /** Goes on where `after`, a consumer of the same job that is closed, had read to. */
  openConsumer(job: ConsumerJob, after?: Consumer): Promise<Consumer>;
}
