import { AcknowledgedLedger } from "../audit/ledger.ts";
import type { Clock } from "../clock.ts";
import type { Driver, Producer, ProducerEvents } from "../drivers/driver.ts";
import { LatencyRecorder } from "../latency-recorder.ts";
import { Schedule } from "../load/schedule.ts";
import { type Batch, Source } from "../load/source.ts";
import { eachInTurn, sticky } from "../load/spread.ts";
import { formatOf } from "./format.ts";
import type { ProduceResult, ProduceTask, RoleSample, Window } from "./task.ts";

/** One producer of a topic: its share of the schedule, its ledger and its latencies. */
export class ProduceRole implements ProducerEvents {
  readonly #task: ProduceTask;
  readonly #clock: Clock;
  readonly #ledger: AcknowledgedLedger;
  readonly #latency = new LatencyRecorder();
  readonly #recent = new LatencyRecorder();
  readonly #errors: Record<string, number> = {};
  readonly #report: (text: string) => void;
  readonly #source: Source;
  #producer: Producer | undefined;
  #window: Window = { startMicros: Infinity, fromMicros: Infinity, toMicros: Infinity };
  #messages = 0;
  #acknowledged = 0;
  #failed = 0;
  #retries = 0;
  #maxBehind = 0;
  #sampled = { acknowledged: 0, retries: 0, due: 0 };

  private constructor(task: ProduceTask, clock: Clock, maxMessages: number, report: (text: string) => void) {
    this.#task = task;
    this.#clock = clock;
    this.#report = report;
    this.#ledger = new AcknowledgedLedger(task.topic, task.producer);
    const linger = task.lingerMs * 1000;
    const block = Math.max(1, Math.min(maxMessages, Math.round((task.messagesPerSecond * task.lingerMs) / 1000)));
    this.#source = new Source(
      new Schedule(task.messagesPerSecond, task.seconds),
      task.keyed ? eachInTurn(task.partitions) : sticky(task.partitions, block),
      task.partitions,
      { maxMessages, lingerMicros: linger },
    );
  }

  static async open(
    task: ProduceTask,
    driver: Driver,
    clock: Clock,
    report: (text: string) => void,
  ): Promise<ProduceRole> {
    const format = formatOf(task);
    const role = new ProduceRole(task, clock, format.layout.maxRecords, report);
    role.#producer = await driver.openProducer({
      bootstrap: task.bootstrap,
      topic: task.topic,
      partitions: task.partitions,
      producer: task.producer,
      acks: task.acks,
      idempotent: task.idempotent,
      keyed: task.keyed,
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

  start(window: Window): void {
    this.#window = window;
    this.#source.schedule.start(window.startMicros);
  }

  pump(): void {
    this.#producer?.pump();
  }

  stop(): void {
    this.#source.stop();
  }

  settled(): boolean {
    return this.#source.finished() && this.#producer?.outstanding === 0;
  }

  async close(): Promise<void> {
    await this.#producer?.close();
  }

  acknowledged(batch: Batch, now: number): void {
    this.#acknowledged += batch.count;
    this.#ledger.note(batch.partition, batch.firstSequence, batch.count);
    const longest = now - batch.dueMicros;
    this.#recent.record(longest, batch.spacingMicros, batch.count);
    if (now >= this.#window.fromMicros && now < this.#window.toMicros) this.#messages += batch.count;
    // By the time of the answer: a backlog from before, or answered after the end, counts with all its delay.
    if (now >= this.#window.fromMicros) this.#latency.record(longest, batch.spacingMicros, batch.count);
  }

  failed(batch: Batch, error: string): void {
    this.#failed += batch.count;
    this.#count(error, batch);
  }

  retried(batch: Batch, error: string): void {
    this.#retries += batch.count;
    this.#count(error, batch);
  }

  event(text: string): void {
    this.#report(text);
  }

  sample(): RoleSample {
    const now = this.#clock.now();
    const behind = this.#source.behind(now);
    this.#maxBehind = Math.max(this.#maxBehind, behind);
    const due = this.#source.schedule.dueCount(now);
    const messages = this.#acknowledged - this.#sampled.acknowledged;
    const sample: RoleSample = {
      acknowledgedMessages: messages,
      acknowledgedBytes: messages * this.#task.messageBytes,
      consumedMessages: 0,
      consumedBytes: 0,
      retries: this.#retries - this.#sampled.retries,
      dueMessages: due - this.#sampled.due,
      behindMessages: behind,
      latency: this.#recent.count > 0 ? this.#recent.encode() : "",
    };
    this.#recent.reset();
    this.#sampled = { acknowledged: this.#acknowledged, retries: this.#retries, due };
    return sample;
  }

  result(): ProduceResult {
    return {
      role: "produce",
      topic: this.#task.topic,
      messages: this.#messages,
      bytes: this.#messages * this.#task.messageBytes,
      acknowledged: this.#acknowledged,
      // What is still on its way when the run is closed is not acknowledged either.
      failed: this.#failed + (this.#producer?.outstanding ?? 0),
      retries: this.#retries,
      errors: this.#errors,
      unsent: this.#source.behind(this.#clock.now()),
      maxBehind: this.#maxBehind,
      latency: this.#latency.encode(),
      rows: this.#ledger.rows(),
    };
  }

  #count(error: string, batch: Batch): void {
    this.#errors[error] = (this.#errors[error] ?? 0) + batch.count;
  }
}
