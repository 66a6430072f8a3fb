import { AcknowledgedLedger } from "../audit/ledger.ts";
import type { Clock } from "../clock.ts";
import type { Driver, Producer, ProducerEvents } from "../drivers/driver.ts";
import { LatencyRecorder } from "../latency-recorder.ts";
import type { Batch, Source } from "../load/source.ts";
import type { EventKind } from "../proof/run-event.ts";
import type { Format } from "../records/format-for.ts";
import { formatOf } from "./format.ts";
import { sourceOf } from "./source-of.ts";
import {
  endedBy,
  notMeasured,
  type ProduceResult,
  type ProduceTask,
  type Report,
  type RoleSample,
  type Window,
} from "./task.ts";
import { within } from "./within.ts";

/** How long brokers may take over what they are sent without being asked for an answer. */
const DELIVERED_SECONDS = 5;

/** One producer of a topic: its share of the schedule, its ledger and its latencies. */
export class ProduceRole implements ProducerEvents {
  readonly #task: ProduceTask;
  readonly #format: Format;
  readonly #clock: Clock;
  readonly #ledger: AcknowledgedLedger;
  readonly #latency = new LatencyRecorder();
  readonly #recent = new LatencyRecorder();
  /** How long messages waited for this process alone. */
  readonly #own = new LatencyRecorder();
  readonly #errors: Record<string, number> = {};
  /** Of `#errors` those since the last sample. */
  #recentErrors: Record<string, number> = {};
  readonly #report: Report;
  readonly #source: Source;
  #producer: Producer | undefined;
  #window = notMeasured;
  #messages = 0;
  #bytes = 0;
  #acknowledged = 0;
  #acknowledgedBytes = 0;
  #failed = 0;
  #retries = 0;
  #maxBehind = 0;
  #sampled = { acknowledged: 0, acknowledgedBytes: 0, retries: 0, failed: 0, dropped: 0, due: 0 };

  private constructor(task: ProduceTask, format: Format, clock: Clock, report: Report) {
    this.#task = task;
    this.#format = format;
    this.#clock = clock;
    this.#report = report;
    this.#ledger = new AcknowledgedLedger(task.topic, task.producer);
    this.#source = sourceOf(task, format);
  }

  static async open(task: ProduceTask, driver: Driver, clock: Clock, report: Report): Promise<ProduceRole> {
    const format = formatOf(task);
    const role = new ProduceRole(task, format, clock, report);
    role.#producer = await driver.openProducer({
      access: task.access,
      topic: task.topic,
      partitions: task.partitions,
      producer: task.producer,
      acks: task.acks,
      idempotent: task.idempotent,
      format,
      connections: task.connections,
      inFlight: task.inFlight,
      requestBytes: task.batchBytes,
      deliveryTimeoutMs: task.deliveryTimeoutMs,
      source: role.#source,
      events: role,
      clock,
    });
    return role;
  }

  start(startMicros: number): void {
    this.#source.schedule.start(startMicros);
  }

  /** The load ends with its measurement. */
  measure(window: Window): void {
    this.#window = window;
    this.#source.schedule.endBy(window.toMicros);
  }

  pump(): void {
    this.#producer?.pump();
  }

  stop(micros: number): void {
    this.#source.stop(micros);
    this.#window = endedBy(this.#window, micros);
  }

  settled(): boolean {
    return this.#source.finished() && this.#producer?.outstanding === 0;
  }

  /** Waits until the brokers have what counts as acknowledged; not for long, since one that is down never tells. */
  async delivered(): Promise<void> {
    await within(this.#producer!.delivered(), DELIVERED_SECONDS);
  }

  async close(): Promise<void> {
    await this.#producer?.close();
  }

  acknowledged(batch: Batch, now: number): void {
    const bytes = this.#format.bytesOf(batch);
    this.#acknowledged += batch.count;
    this.#acknowledgedBytes += bytes;
    this.#ledger.note(batch.partition, batch.firstSequence, batch.count);
    const longest = now - batch.dueMicros;
    this.#recent.record(longest, batch.spacingMicros, batch.count);
    if (now >= this.#window.fromMicros && now < this.#window.toMicros) {
      this.#messages += batch.count;
      this.#bytes += bytes;
    }
    // By the time of the answer: a backlog from before, or answered after the end, counts with all its delay.
    if (now >= this.#window.fromMicros) this.#latency.record(longest, batch.spacingMicros, batch.count);
  }

  sent(batch: Batch, ownMicros: number): void {
    if (this.#clock.now() >= this.#window.fromMicros) this.#own.record(ownMicros, 0, batch.count);
  }

  failed(batch: Batch, error: string): void {
    this.#failed += batch.count;
    this.#count(error, batch);
  }

  retried(batch: Batch, error: string): void {
    this.#retries += batch.count;
    this.#count(error, batch);
  }

  event(kind: EventKind, text: string): void {
    this.#report(kind, text);
  }

  sample(): RoleSample {
    const now = this.#clock.now();
    this.#source.dropOverdue(now);
    const behind = this.#source.behind(now);
    this.#maxBehind = Math.max(this.#maxBehind, behind);
    const due = this.#source.due(now);
    const messages = this.#acknowledged - this.#sampled.acknowledged;
    const dropped = this.#source.drops.total;
    const sample: RoleSample = {
      acknowledgedMessages: messages,
      acknowledgedBytes: this.#acknowledgedBytes - this.#sampled.acknowledgedBytes,
      owedMessages: messages * this.#task.readers,
      consumedMessages: 0,
      consumedBytes: 0,
      retries: this.#retries - this.#sampled.retries,
      failedMessages: this.#failed - this.#sampled.failed,
      droppedMessages: dropped - this.#sampled.dropped,
      errors: this.#recentErrors,
      dueMessages: due - this.#sampled.due,
      behindMessages: behind,
      latency: this.#recent.count > 0 ? this.#recent.encode() : "",
    };
    this.#recent.reset();
    this.#recentErrors = {};
    this.#sampled = {
      acknowledged: this.#acknowledged,
      acknowledgedBytes: this.#acknowledgedBytes,
      retries: this.#retries,
      failed: this.#failed,
      dropped,
      due,
    };
    return sample;
  }

  result(): ProduceResult {
    return {
      role: "produce",
      topic: this.#task.topic,
      messages: this.#messages,
      bytes: this.#bytes,
      acknowledged: this.#acknowledged,
      // What is still on its way when the run is closed is not acknowledged either.
      failed: this.#failed + (this.#producer?.outstanding ?? 0),
      retries: this.#retries,
      errors: this.#errors,
      unsent: this.#source.behind(this.#clock.now()),
      dropped: this.#source.drops.total,
      maxBehind: this.#maxBehind,
      latency: this.#latency.encode(),
      ownDelay: this.#own.count > 0 ? this.#own.encode() : "",
      rows: this.#ledger.rows(),
      drops: this.#source.drops.rows(this.#task.producer),
    };
  }

  #count(error: string, batch: Batch): void {
    for (const errors of [this.#errors, this.#recentErrors]) errors[error] = (errors[error] ?? 0) + batch.count;
  }
}
