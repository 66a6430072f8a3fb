import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../../sizing/problem.ts";
import { type Clock, clockFrom, clockOrigin } from "../clock.ts";
import type { OwnLimits, Sample } from "../proof.ts";
import { assign, type LoadJob } from "./job.ts";
import { CpuMeter } from "./machine.ts";
import { addSamples, toSample } from "./sample.ts";
import type { ConsumeResult, FromWorker, ProduceResult, RoleSample, Task, Window } from "./task.ts";
import { WorkerThread } from "./worker-thread.ts";

/** Time from "all are ready" to the first message due. */
const LEAD_MICROS = 200_000;

export interface LoadResult {
  produce: ProduceResult[];
  consume: ConsumeResult[];
  /** Whether every consumer read all there was, or gave up after the drain's time. */
  drained: boolean;
  series: Sample[];
  events: { t: number; text: string }[];
  limits: Omit<OwnLimits, "ceilingMessagesPerSecond">;
}

/**
 * Runs a load: starts the threads, lets them connect, starts them together, follows them second by second,
 * waits for what is on its way, lets the consumers read to the end, and collects what they counted.
 * Throws a Problem when a thread fails or `job.signal` is aborted; leaves no thread behind.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const origin = clockOrigin();
  const tasks = assign(job);
  const run = new Run(job, clockFrom(origin), tasks.length);
  const threads = tasks.map((mine): Thread => {
    const role = mine[0]!.role;
    return { role, worker: new WorkerThread({ tasks: mine, clockOrigin: origin }, run.onMessage) };
  });
  try {
    return await Promise.race([
      run.through(threads),
      aborted(job.signal),
      ...threads.map(({ worker }) => worker.failure),
    ]);
  } catch (error) {
    throw job.signal?.aborted ? interrupted() : error;
  } finally {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }
}

interface Thread {
  role: Task["role"];
  worker: WorkerThread;
}

class Run {
  readonly #job: LoadJob;
  readonly #clock: Clock;
  readonly #series: Sample[] = [];
  readonly #events: { t: number; text: string }[] = [];
  readonly #bySecond = new Map<number, RoleSample[]>();
  readonly #threads: number;
  #startMicros = 0;

  constructor(job: LoadJob, clock: Clock, threads: number) {
    this.#job = job;
    this.#clock = clock;
    this.#threads = threads;
  }

  readonly onMessage = (message: FromWorker): void => {
    if (message.type === "event") this.#event(message.atMicros, message.text);
    else if (message.type === "sample") this.#sample(message.second, message.sample);
  };

  async through(threads: readonly Thread[]): Promise<LoadResult> {
    const workers = threads.map(({ worker }) => worker);
    const producers = threads.filter(({ role }) => role === "produce").map(({ worker }) => worker);
    const consumers = threads.filter(({ role }) => role === "consume").map(({ worker }) => worker);
    await Promise.all(workers.map((worker) => worker.answer("ready")));
    const window = this.#window();
    for (const worker of workers) worker.tell({ type: "start", window });
    const settled = Promise.all(producers.map((worker) => worker.answer("settled")));
    // Awaited below; a thread that fails before that fails the answers awaited until then.
    settled.catch(() => {});

    await this.#until(window.fromMicros);
    const cpu = new CpuMeter();
    await this.#until(window.toMicros);
    const { machineCpu, processCores } = cpu.read();

    const inTime = await within(settled, this.#job.settleSeconds);
    if (!inTime) for (const worker of producers) worker.tell({ type: "stop" });
    // What was given up stays due; what is on its way still has its delivery timeout.
    await settled;

    for (const worker of consumers) worker.tell({ type: "drain", timeoutMs: this.#job.drainSeconds * 1000 });
    const drained = await Promise.all(consumers.map((worker) => worker.answer("drained")));
    for (const worker of workers) worker.tell({ type: "finish" });
    const answers = await Promise.all(workers.map((worker) => worker.answer("result")));
    const results = answers.flatMap((answer) => answer.results);
    return {
      produce: results.filter((result) => result.role === "produce"),
      consume: results.filter((result) => result.role === "consume"),
      drained: drained.every(({ complete }) => complete),
      series: this.#series.sort((a, b) => a.t - b.t),
      events: this.#events.sort((a, b) => a.t - b.t),
      limits: {
        workers: workers.length,
        eventLoopUtilisation: Math.max(...answers.map(({ thread }) => thread.eventLoopUtilisation)),
        eventLoopDelayP99: Math.max(...answers.map(({ thread }) => thread.eventLoopDelayP99)),
        generatorCores: processCores,
        machineCpu,
        cores: availableParallelism(),
      },
    };
  }

  #window(): Window {
    this.#startMicros = this.#clock.now() + LEAD_MICROS;
    const fromMicros = this.#startMicros + this.#job.warmupSeconds * 1e6;
    return { startMicros: this.#startMicros, fromMicros, toMicros: fromMicros + this.#job.seconds * 1e6 };
  }

  async #until(micros: number): Promise<void> {
    const { signal } = this.#job;
    await delay(Math.max(0, (micros - this.#clock.now()) / 1000), undefined, signal ? { signal } : {});
  }

  #event(atMicros: number, text: string): void {
    const t = this.#startMicros === 0 ? 0 : (atMicros - this.#startMicros) / 1e6;
    const same = this.#events.some((event) => event.text === text && Math.abs(event.t - t) < 1);
    if (same) return;
    this.#events.push({ t, text });
    this.#job.onEvent?.(t, text);
  }

  /** A second is over when every thread has told of it. */
  #sample(second: number, sample: RoleSample): void {
    const samples = [...(this.#bySecond.get(second) ?? []), sample];
    this.#bySecond.set(second, samples);
    if (samples.length < this.#threads) return;
    this.#bySecond.delete(second);
    const whole = toSample(second, addSamples(samples));
    this.#series.push(whole);
    this.#job.onSample?.(whole);
  }
}

/** Whether `promise` is fulfilled within `seconds`; its failure is passed on. */
async function within(promise: Promise<unknown>, seconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(seconds * 1000, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    timer.abort();
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(interrupted());
    signal?.addEventListener("abort", () => reject(interrupted()), { once: true });
  });
}

function interrupted(): Problem {
  return new Problem("interrupted", "PLM-LOAD-009", "the load was interrupted", "run it again");
}
