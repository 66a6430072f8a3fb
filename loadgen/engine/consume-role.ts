import { setTimeout as delay } from "node:timers/promises";
import { ReadLedger } from "../audit/ledger.ts";
import { Oddities } from "../audit/oddities.ts";
import type { Clock } from "../clock.ts";
import type { Consumer, ConsumerEvents, ConsumerJob, Driver } from "../drivers/driver.ts";
import { RateBudget } from "../drivers/pace.ts";
import { LatencyRecorder } from "../latency-recorder.ts";
import type { EventDetail, EventKind } from "../proof/run-event.ts";
import type { Run } from "../records/run.ts";
import { formatOf } from "./format.ts";
import { HistoryReader } from "./history-reader.ts";
import {
  type ConsumeResult,
  type ConsumeTask,
  endedBy,
  notMeasured,
  type Report,
  type RoleSample,
  type Window,
} from "./task.ts";

/** One consumer of a group: its partitions, its ledger and the time from due to read. */
export class ConsumeRole implements ConsumerEvents {
  readonly #task: ConsumeTask;
  readonly #ledger: ReadLedger;
  readonly #oddities = new Oddities();
  readonly #latency = new LatencyRecorder();
  readonly #report: Report;
  readonly #driver: Driver;
  readonly #job: ConsumerJob;
  #restarted: Promise<void> = Promise.resolve();
  #consumer: Consumer | undefined;
  #window = notMeasured;
  #messages = 0;
  #bytes = 0;
  #windowMessages = 0;
  #windowBytes = 0;
  #windowFetchedBytes = 0;
  #behind = 0;
  #history: HistoryReader | undefined;
  #corrupted = 0;
  #sampled = { messages: 0, bytes: 0 };

  private constructor(task: ConsumeTask, driver: Driver, clock: Clock, report: Report) {
    this.#task = task;
    this.#driver = driver;
    this.#report = report;
    this.#job = this.#jobOf(task, clock);
    this.#ledger = new ReadLedger(task.topic, task.group);
  }

  static async open(task: ConsumeTask, driver: Driver, clock: Clock, report: Report): Promise<ConsumeRole> {
    const role = new ConsumeRole(task, driver, clock, report);
    role.#consumer = await driver.openConsumer(role.#job);
    if (task.history > 0) role.#history = await HistoryReader.open(task.history, role.#job, driver);
    return role;
  }

  #jobOf(task: ConsumeTask, clock: Clock): ConsumerJob {
    const { bytesPerSecond, lagSeconds } = task;
    return {
      access: task.access,
      topic: task.topic,
      partitions: task.read,
      acks: task.acks,
      format: formatOf(task),
      group: task.group,
      fetch: task.fetch,
      pace: { budget: bytesPerSecond === null ? null : new RateBudget(bytesPerSecond), lagSeconds, again: false },
      events: this,
      clock,
    };
  }

  start(startMicros: number): void {
    const { restartAtSeconds } = this.#task;
    if (restartAtSeconds === null) return;
    const waitMs = (startMicros - this.#job.clock.now()) / 1000 + restartAtSeconds * 1000;
    this.#restarted = delay(waitMs).then(() => this.#restart());
    // What went wrong is told when the drain waits for it.
    this.#restarted.catch(() => {});
  }

  /** As if its process ended and another took its place; what was read is still known here. */
  async #restart(): Promise<void> {
    const closed = this.#consumer!;
    await closed.close();
    this.#consumer = await this.#driver.openConsumer(this.#job, closed);
    this.#report("consumers-restarted", `group ${this.#task.group}: consumers restarted`);
  }

  measure(window: Window): void {
    this.#window = window;
  }

  /** Ends the measurement, if it has not ended yet. */
  stop(micros: number): void {
    this.#window = endedBy(this.#window, micros);
  }

  async drain(timeoutMs: number): Promise<boolean> {
    await this.#restarted;
    await this.#history?.close();
    return this.#consumer!.drain(timeoutMs);
  }

  async close(): Promise<void> {
    await this.#history?.close();
    await this.#consumer?.close();
  }

  received(partition: number, run: Run, now: number): void {
    this.#messages += run.count;
    this.#bytes += run.bytes;
    const odd = this.#ledger.note(run.producer, partition, run.firstSequence, run.count);
    if (odd) this.#oddities.note(run.dueMicros, odd);
    if (now >= this.#window.fromMicros && now < this.#window.toMicros) {
      this.#windowMessages += run.count;
      this.#windowBytes += run.bytes;
    }
    if (now >= this.#window.fromMicros) this.#latency.record(now - run.dueMicros, run.spacingNanos / 1000, run.count);
  }

  corrupted(_partition: number, messages: number): void {
    this.#corrupted += messages;
  }

  fetched(bytes: number, now: number): void {
    if (now >= this.#window.fromMicros && now < this.#window.toMicros) this.#windowFetchedBytes += bytes;
    this.#history?.groupRead(bytes);
  }

  behind(messages: number): void {
    this.#behind = messages;
  }

  event(kind: EventKind, text: string, detail?: EventDetail): void {
    this.#report(kind, text, detail);
  }

  sample(): RoleSample {
    const sample: RoleSample = {
      acknowledgedMessages: 0,
      acknowledgedBytes: 0,
      owedMessages: 0,
      consumedMessages: this.#messages - this.#sampled.messages,
      consumedBytes: this.#bytes - this.#sampled.bytes,
      retries: 0,
      droppedMessages: 0,
      failedMessages: 0,
      errors: {},
      dueMessages: 0,
      behindMessages: 0,
      latency: "",
    };
    this.#sampled = { messages: this.#messages, bytes: this.#bytes };
    return sample;
  }

  result(): ConsumeResult {
    return {
      role: "consume",
      topic: this.#task.topic,
      group: this.#task.group,
      windowMessages: this.#windowMessages,
      windowBytes: this.#windowBytes,
      windowFetchedBytes: this.#windowFetchedBytes,
      limitBytesPerSecond: this.#task.bytesPerSecond,
      lagSeconds: this.#task.lagSeconds,
      behind: this.#behind,
      historyBytes: this.#history?.bytes ?? 0,
      messages: this.#messages,
      bytes: this.#bytes,
      corrupted: this.#corrupted + (this.#history?.corruptedMessages ?? 0),
      latency: this.#latency.encode(),
      rows: this.#ledger.rows(),
      oddities: this.#oddities.toArray(),
    };
  }
}
