import { plaintext } from "../access.ts";
import { AcknowledgedLedger, audit, ReadLedger } from "../audit/ledger.ts";
import { clockFrom, clockOrigin } from "../clock.ts";
import type { ProducerEvents, ProducerJob } from "../drivers/driver.ts";
import { PlimsollProducer } from "../drivers/plimsoll/producer.ts";
import { steady } from "../load/profile.ts";
import { Schedule } from "../load/schedule.ts";
import { type Batch, Source } from "../load/source.ts";
import { eachInTurn } from "../load/spread.ts";
import type { AuditResult } from "../proof/audit-result.ts";
import type { EventKind } from "../proof/run-event.ts";
import { BatchReader } from "../records/batch-reader.ts";
import { messageFormat } from "../records/format.ts";
import { plainMessages } from "../records/messages.ts";
import { ScriptedBrokers } from "./scripted-broker.ts";
import { until } from "./until.ts";

/** Messages of 64 B, eight at most a batch. */
export const format = messageFormat(plainMessages(64), 700, 7);
const opened: { close(): Promise<unknown> }[] = [];

/** Closes every rig. */
export async function closeRigs(): Promise<void> {
  for (const one of opened.splice(0).reverse()) await one.close();
}

/** What became of each batch, by `partition/first sequence`. */
class Fates implements ProducerEvents {
  readonly acks = new AcknowledgedLedger("t", 1);
  readonly ends = new Map<string, string[]>();
  readonly retries: string[] = [];
  readonly events: string[] = [];
  readonly kinds: EventKind[] = [];
  /** How long each batch waited for the producer alone, in the order in which they went. */
  readonly ownMicros: number[] = [];

  sent(_batch: Batch, ownMicros: number): void {
    this.ownMicros.push(ownMicros);
  }

  acknowledged(batch: Batch): void {
    this.acks.note(batch.partition, batch.firstSequence, batch.count);
    this.#end(batch, "acknowledged");
  }

  failed(batch: Batch, error: string): void {
    this.#end(batch, error);
  }

  retried(_batch: Batch, error: string): void {
    this.retries.push(error);
  }

  event(kind: EventKind, text: string): void {
    this.kinds.push(kind);
    this.events.push(text);
  }

  /** Ends other than "acknowledged". */
  get failures(): string[] {
    return [...this.ends.values()].flat().filter((end) => end !== "acknowledged");
  }

  #end({ partition, firstSequence }: Batch, end: string): void {
    const key = `${partition}/${firstSequence}`;
    this.ends.set(key, [...(this.ends.get(key) ?? []), end]);
  }
}

export interface ProducerRig {
  brokers: ScriptedBrokers;
  producer: PlimsollProducer;
  fates: Fates;
  source: Source;
  /** Sets the producer's clock forward. */
  skip(micros: number): void;
  /** Pumps until everything has an end; fails after 8 s. */
  settle(): Promise<void>;
  /** What was stored, against what was acknowledged. */
  audit(): AuditResult;
}

interface Setting extends Partial<ProducerJob> {
  brokers?: number;
  partitions?: number;
  messages?: number;
  /** Before the producer connects. */
  prepare?(brokers: ScriptedBrokers): void;
}

/** A producer with `messages` due at once, and a double to send them to. */
export async function producerRig({
  brokers: count = 1,
  partitions = 1,
  messages = 200,
  prepare,
  ...job
}: Setting): Promise<ProducerRig> {
  const brokers = await ScriptedBrokers.open({ brokers: count, partitions });
  opened.push(brokers);
  prepare?.(brokers);
  const real = clockFrom(clockOrigin());
  let skipped = 0;
  const clock = { now: () => real.now() + skipped };
  const schedule = new Schedule(steady(messages, 1));
  schedule.start(clock.now() - 2e6);
  const batching = { maxMessages: format.maxRecords, lingerMicros: 0 };
  const source = new Source(schedule, eachInTurn(partitions), partitions, batching);
  const fates = new Fates();
  const producer = await PlimsollProducer.open({
    access: plaintext(brokers.bootstrap),
    topic: brokers.topic,
    partitions,
    producer: 1,
    acks: "all",
    idempotent: true,
    format,
    connections: 1,
    inFlight: 3,
    requestBytes: 1_400,
    deliveryTimeoutMs: 60_000,
    source,
    events: fates,
    clock,
    ...job,
  });
  opened.push(producer);
  return {
    brokers,
    producer,
    fates,
    source,
    skip: (micros) => {
      skipped += micros;
    },
    settle: () =>
      until(() => {
        producer.pump();
        return source.finished() && producer.outstanding === 0;
      }),
    audit: () => auditStored(brokers, fates),
  };
}

function auditStored(brokers: ScriptedBrokers, fates: Fates): AuditResult {
  const reader = new BatchReader(format);
  const ledger = new ReadLedger("t", "stored");
  let corrupted = 0;
  for (const [partition, log] of brokers.logs.entries()) {
    const bytes = Buffer.concat(log.batches.map((batch) => batch.bytes));
    reader.read(bytes, 0, bytes.length, 0, {
      run: (run) => ledger.note(run.producer, partition, run.firstSequence, run.count),
      corrupted: (messages) => {
        corrupted += messages;
      },
    });
  }
  return audit(fates.acks.rows(), ledger.rows(), [{ topic: "t", group: "stored" }], corrupted);
}

/** Every message stored once and in order, and all that is stored acknowledged. */
export const exactlyOnce = { lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0, unacknowledged: 0 };
