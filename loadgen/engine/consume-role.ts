import { ReadLedger } from "../audit/ledger.ts";
import { Oddities } from "../audit/oddities.ts";
import type { Clock } from "../clock.ts";
import type { Consumer, ConsumerEvents, Driver } from "../drivers/driver.ts";
import { LatencyRecorder } from "../latency-recorder.ts";
import type { Run } from "../records/run.ts";
import { formatOf } from "./format.ts";
import { type ConsumeResult, type ConsumeTask, endedBy, type RoleSample, type Window } from "./task.ts";

/** One consumer of a group: its partitions, its ledger and the time from due to read. */
export class ConsumeRole implements ConsumerEvents {
  readonly #task: ConsumeTask;
  readonly #ledger: ReadLedger;
  readonly #oddities = new Oddities();
  readonly #latency = new LatencyRecorder();
  readonly #report: (text: string) => void;
  #consumer: Consumer | undefined;
  #window: Window = { startMicros: Infinity, fromMicros: Infinity, toMicros: Infinity };
  #messages = 0;
  #bytes = 0;
  #windowMessages = 0;
  #windowBytes = 0;
  #corrupted = 0;
  #sampled = { messages: 0, bytes: 0 };

  private constructor(task: ConsumeTask, report: (text: string) => void) {
    this.#task = task;
    this.#report = report;
    this.#ledger = new ReadLedger(task.topic, task.group);
  }

  static async open(
    task: ConsumeTask,
    driver: Driver,
    clock: Clock,
    report: (text: string) => void,
  ): Promise<ConsumeRole> {
    const role = new ConsumeRole(task, report);
    role.#consumer = await driver.openConsumer({
      access: task.access,
      topic: task.topic,
      partitions: task.read,
      format: formatOf(task),
      group: task.group,
      fetch: task.fetch,
      events: role,
      clock,
    });
    return role;
  }

  start(window: Window): void {
    this.#window = window;
  }

  /** Ends the measurement, if it has not ended yet. */
  stop(micros: number): void {
    this.#window = endedBy(this.#window, micros);
  }

  drain(timeoutMs: number): Promise<boolean> {
    return this.#consumer!.drain(timeoutMs);
  }

  async close(): Promise<void> {
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

  event(text: string): void {
    this.#report(text);
  }

  sample(): RoleSample {
    const sample: RoleSample = {
      acknowledgedMessages: 0,
      acknowledgedBytes: 0,
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
      messages: this.#messages,
      bytes: this.#bytes,
      corrupted: this.#corrupted,
      latency: this.#latency.encode(),
      rows: this.#ledger.rows(),
      oddities: this.#oddities.toArray(),
    };
  }
}
