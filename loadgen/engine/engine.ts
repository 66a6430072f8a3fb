import { setTimeout as delay } from "node:timers/promises";
import { BrokerWatch } from "../broker-side/watch.ts";
import { type Clock, clockFrom, clockOrigin } from "../clock.ts";
import type { TimedSample } from "../faults/disturbance.ts";
import type { FaultRecord } from "../faults/fault.ts";
import { FaultRun } from "../faults/fault-run.ts";
import type { BrokerSample } from "../proof/broker-sample.ts";
import type { OwnLimits } from "../proof/own-limits.ts";
import type { EventKind, RunEvent } from "../proof/run-event.ts";
import type { Sample } from "../proof/sample.ts";
import { type DueTime, dueTimes } from "./due-times.ts";
import { type HostOutcome, hostOutcome, type Loss, limitsOf } from "./host-outcome.ts";
import { assign, type LoadJob } from "./job.ts";
import { LiveSeconds } from "./live-second.ts";
import { type LoadHost, placesOn, threadsOf } from "./load-host.ts";
import { LoadThread, type ThreadNews } from "./load-thread.ts";
import { aborted, interrupted, lostBefore, stuck } from "./problems.ts";
import { merged } from "./sample.ts";
import { Seconds } from "./seconds.ts";
import { StopWatch } from "./stop.ts";
import type { ConsumeResult, FromWorker, ProduceResult, RoleResult, RoleSample, Task, Window } from "./task.ts";
import { thisHost } from "./this-host.ts";
import { TopicWatch } from "./topic-watch.ts";
import { isWarm, type WarmUpEnd } from "./warm-up.ts";
import { within } from "./within.ts";

/** Time from "all are ready" to the first message due. */
const LEAD_MICROS = 200_000;
/** A thread that is so much later with its answer than it may be does not answer at all. */
const PATIENCE_SECONDS = 30;

export interface LoadResult {
  produce: ProduceResult[];
  consume: ConsumeResult[];
  /** When the measurement began, in seconds since the load did. */
  measuredFrom: number;
  /** As asked, unless a condition ended the run early: then until it was met. */
  measuredSeconds: number;
  /** How the warm-up ended: as told, when the latency was found steady, or because it had lasted long enough. */
  warmUp: WarmUpEnd;
  /** The condition that ended the run early; null if none did. */
  stopped: string | null;
  /** Whether every consumer read all there was, or gave up after the drain's time. */
  drained: boolean;
  series: Sample[];
  brokers: BrokerSample[];
  events: RunEvent[];
  limits: Omit<OwnLimits, "ceilingMessagesPerSecond">;
  /** The machines that carried the load. */
  hosts: HostOutcome[];
  faults: FaultOutcome;
}

/** What was done to the cluster during a load, and what is needed to tell what came of it. */
export interface FaultOutcome {
  records: readonly FaultRecord[];
  /** Why the cluster could not be put back after the faults; null if it could, or was not to be. */
  leftHarmed: string | null;
  /** Every second of the load; none if there were no faults. */
  seconds: readonly TimedSample[];
  due: DueTime;
  startMicros: number;
}

/**
 * Runs a load: starts the threads, lets them connect, starts them together, follows them second by second,
 * waits for what is on its way, lets the consumers read to the end, and collects what they counted.
 * A host that is lost meanwhile is left out from then on, and what it had counted is unknown.
 * Throws a Problem when a thread fails or `job.signal` is aborted; leaves no thread behind, and the cluster as the
 * plan of faults wants it left.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const origin = clockOrigin();
  const hosts = job.hosts ?? [thisHost(job.threads)];
  const places = placesOn(hosts);
  const tasks = assign({ ...job, threads: threadsOf(hosts) });
  const run = new Run(job, clockFrom(origin), tasks.flat(), hosts);
  const threads = tasks.map((mine, i) => new LoadThread(places[i]!, mine, origin, run));
  try {
    return await Promise.race([run.through(threads), aborted(job.signal), ...threads.map((thread) => thread.failure)]);
  } catch (error) {
    throw job.signal?.aborted ? interrupted() : error;
  } finally {
    await Promise.all([run.endFaults(), run.endWatch(), ...threads.map((thread) => thread.terminate())]);
  }
}

class Run implements ThreadNews {
  readonly #job: LoadJob;
  readonly #clock: Clock;
  readonly #events: RunEvent[] = [];
  readonly #live = new LiveSeconds();
  readonly #seconds = new Seconds((second, sum, sample) => this.#over(second, sum, sample));
  readonly #losses = new Map<LoadHost, Loss>();
  readonly #hosts: readonly LoadHost[];
  readonly #tasks: readonly Task[];
  readonly #faults: FaultRun;
  /** What the faults' effects are seen in. */
  readonly #felt: TimedSample[] = [];
  readonly #brokers: BrokerWatch;
  readonly #topics: TopicWatch;
  readonly #stop: StopWatch;
  readonly #early = new AbortController();
  /** The condition that ended the run early. */
  #stopped: string | null = null;
  #measuring = false;
  #startMicros = 0;
  /** Seconds since the load began. */
  #measuredFrom = 0;

  constructor(job: LoadJob, clock: Clock, tasks: readonly Task[], hosts: readonly LoadHost[]) {
    this.#job = job;
    this.#clock = clock;
    this.#stop = new StopWatch(job.stopWhen ?? []);
    this.#tasks = tasks;
    this.#hosts = hosts;
    this.#brokers = new BrokerWatch(job.brokers ?? [], () => this.#since(clock.now()));
    this.#topics = new TopicWatch(job.topicIds ?? (async () => null), (topic) =>
      this.#event(clock.now(), "topic-recreated", `topic ${topic} was deleted and made anew`),
    );
    this.#faults = new FaultRun(job.faults ?? { faults: [], putBack: null }, job.warmupSeconds, {
      now: () => (clock.now() - this.#startMicros) / 1e6,
      note: (text) => this.#event(clock.now(), "fault", text),
    });
  }

  /** Leaves the cluster as it was, or as it is to be left. */
  endFaults(): Promise<void> {
    return this.#faults.end();
  }

  /** Stops watching the brokers and topics, and gives what they told. */
  async endWatch(): Promise<BrokerSample[]> {
    await this.#topics.stop();
    return this.#brokers.stop();
  }

  message(thread: LoadThread, message: FromWorker): void {
    if (message.type === "event") this.#event(message.atMicros, message.kind, message.text);
    else if (message.type === "sample") this.#seconds.add(thread, message.second, message.sample);
  }

  lost({ host }: LoadThread, why: string): void {
    if (this.#losses.has(host)) return;
    const atMicros = this.#clock.now();
    this.#losses.set(host, { t: this.#since(atMicros), why });
    this.#event(atMicros, "agent-lost", `agent ${host.name} lost: ${why}`);
    this.#seconds.waitNoLonger();
  }

  async through(threads: readonly LoadThread[]): Promise<LoadResult> {
    this.#seconds.of(threads);
    const producers = threads.filter(({ role }) => role === "produce");
    const consumers = threads.filter(({ role }) => role === "consume");
    await Promise.all(threads.map((thread) => thread.answer("ready")));
    for (const [{ name }, { why }] of this.#losses) throw lostBefore(name, why);
    this.#startMicros = this.#clock.now() + LEAD_MICROS;
    for (const thread of threads) thread.tell({ type: "start", startMicros: this.#startMicros });
    const settled = Promise.all(producers.map((thread) => thread.answer("settled")));
    // Awaited below; a thread that fails before that fails the answers awaited until then.
    settled.catch(() => {});
    this.#faults.start();
    this.#brokers.start();
    this.#topics.start();

    const warmUp = await this.#warmedUp();
    const window = this.#window(warmUp);
    this.#measuredFrom = warmUp.seconds;
    for (const thread of threads) thread.tell({ type: "measure", window });
    this.#job.onMeasure?.(warmUp.seconds);
    await this.#until(window.fromMicros);
    for (const host of this.#hosts) host.startMeter();
    const endMicros = await this.#measured(window);
    const metered = Promise.all(this.#hosts.map((host) => host.readMeter()));
    if (this.#stopped !== null) for (const thread of threads) thread.tell({ type: "stop", atMicros: endMicros });

    const inTime = await within(settled, this.#job.settleSeconds);
    if (!inTime) for (const thread of producers) thread.tell({ type: "stop", atMicros: endMicros });
    // What was given up stays due; what is on its way still has its delivery timeout.
    await within(settled, this.#job.pipeline.deliveryTimeoutMs / 1000 + PATIENCE_SECONDS);
    // Before the consumers read to the end: what lies on a broker that is down is not lost.
    await this.endFaults();

    for (const thread of consumers) thread.tell({ type: "drain", timeoutMs: this.#job.drainSeconds * 1000 });
    const drained: boolean[] = [];
    // A lost consumer is not one that was too slow.
    const reading = consumers.map(async (thread) => drained.push((await thread.answer("drained"))?.complete ?? true));
    await within(Promise.all(reading), this.#job.drainSeconds + PATIENCE_SECONDS);
    for (const thread of threads) thread.tell({ type: "finish" });
    const finishing = Promise.all(threads.map((thread) => thread.answer("result")));
    if (!(await within(finishing, PATIENCE_SECONDS))) throw stuck(PATIENCE_SECONDS);
    const answers = await finishing;
    const results = answers.flatMap((answer) => answer?.results ?? []);
    const cpu = await metered;
    const hosts = this.#hosts.map((host, i) => {
      const mine = threads.flatMap((thread, t) =>
        thread.host === host ? [{ tasks: thread.tasks, load: answers[t]?.thread ?? null }] : [],
      );
      const evidence = { host, threads: mine, cpu: cpu[i]!, loss: this.#losses.get(host) };
      return hostOutcome(evidence, threadsOf(this.#hosts).produce);
    });
    return {
      produce: results.filter((result) => result.role === "produce"),
      consume: results.filter((result) => result.role === "consume"),
      measuredFrom: this.#measuredFrom,
      measuredSeconds: (endMicros - window.fromMicros) / 1e6,
      warmUp: warmUp.kind,
      stopped: this.#stopped,
      drained: drained.length === consumers.length && drained.every(Boolean),
      series: [...this.#seconds.series],
      brokers: await this.endWatch(),
      events: this.#events.sort((a, b) => a.t - b.t),
      limits: { ...limitsOf(hosts), ownDelayP99: ownDelayOf(results) },
      hosts,
      faults: {
        records: this.#faults.records,
        leftHarmed: this.#faults.leftHarmed,
        seconds: this.#felt,
        due: dueTimes(
          this.#tasks,
          results.flatMap((result) => (result.role === "produce" ? result.drops : [])),
        ),
        startMicros: this.#startMicros,
      },
    };
  }

  /** How many seconds the warm-up lasts; told a little before they are over. */
  async #warmedUp(): Promise<{ kind: WarmUpEnd; seconds: number }> {
    const { warmupSeconds, mostWarmupSeconds } = this.#job;
    const lead = LEAD_MICROS / 1e6;
    const before = (seconds: number) => this.#until(this.#startMicros + (seconds - lead) * 1e6);
    if (mostWarmupSeconds === undefined) {
      await before(warmupSeconds);
      return { kind: "told", seconds: warmupSeconds };
    }
    for (let seconds = Math.ceil(warmupSeconds); seconds < mostWarmupSeconds; seconds++) {
      await before(seconds);
      if (isWarm(this.#seconds.series)) return { kind: "found", seconds };
    }
    await before(mostWarmupSeconds);
    return { kind: "not found", seconds: mostWarmupSeconds };
  }

  #window({ seconds }: { seconds: number }): Window {
    const fromMicros = this.#startMicros + seconds * 1e6;
    return { fromMicros, toMicros: fromMicros + this.#job.seconds * 1e6 };
  }

  async #until(micros: number, early?: AbortSignal): Promise<void> {
    const signals = [this.#job.signal, early].filter((signal) => signal !== undefined);
    await delay(Math.max(0, (micros - this.#clock.now()) / 1000), undefined, { signal: AbortSignal.any(signals) });
  }

  /** The end of the measurement, awaited: that of `window`, or the moment at which a condition to stop was met. */
  async #measured(window: Window): Promise<number> {
    this.#measuring = true;
    try {
      await this.#until(window.toMicros, this.#early.signal);
      return window.toMicros;
    } catch (error) {
      if (this.#stopped === null) throw error;
      return Math.min(window.toMicros, this.#clock.now());
    } finally {
      this.#measuring = false;
    }
  }

  #stopIf(second: number, sum: RoleSample, sample: Sample): void {
    if (!this.#measuring || this.#stopped !== null || second <= this.#measuredFrom) return;
    const met = this.#stop.meets(sum, sample);
    if (met === undefined) return;
    this.#stopped = met;
    this.#event(this.#clock.now(), "stopped-early", `stopped early: ${met}`);
    this.#early.abort();
  }

  #event(atMicros: number, kind: EventKind, text: string): void {
    const t = this.#since(atMicros);
    const same = this.#events.some((event) => event.text === text && Math.abs(event.t - t) < 1);
    if (same) return;
    this.#events.push({ t, kind, text });
    this.#job.onEvent?.(t, text);
  }

  /** Seconds since the load began. */
  #since(atMicros: number): number {
    return this.#startMicros === 0 ? 0 : (atMicros - this.#startMicros) / 1e6;
  }

  #over(second: number, sum: RoleSample, sample: Sample): void {
    if (this.#faults.records.length > 0) this.#felt.push({ t: second, ...sum });
    const live = this.#live.next(sum, sample, this.#faults.records);
    this.#job.onSample?.(live);
    this.#stopIf(second, sum, sample);
  }
}

/** 99th percentile of how long messages waited for the generator alone, ms; null where no driver told. */
function ownDelayOf(results: readonly RoleResult[]): number | null {
  const told = results.flatMap((result) =>
    result.role === "produce" && result.ownDelay !== "" ? result.ownDelay : [],
  );
  return told.length > 0 ? merged(told).percentile(99) : null;
}
