import { BrokerWatch } from "../broker-side/watch.ts";
import type { Clock } from "../clock.ts";
import type { TimedSample } from "../faults/disturbance.ts";
import { FaultRun } from "../faults/fault-run.ts";
import type { BrokerSample } from "../proof/broker-sample.ts";
import type { EventDetail, EventKind } from "../proof/run-event.ts";
import type { Sample } from "../proof/sample.ts";
import { dueTimes } from "./due-times.ts";
import { Events } from "./events.ts";
import { type HostOutcome, hostOutcome, type Loss, limitsOf } from "./host-outcome.ts";
import type { LoadJob } from "./job.ts";
import { LiveSeconds } from "./live-second.ts";
import { type HostLoad, type LoadHost, threadsOf } from "./load-host.ts";
import type { LoadResult } from "./load-result.ts";
import type { Answer, LoadThread, ThreadNews } from "./load-thread.ts";
import { lostBefore, stuck } from "./problems.ts";
import { merged } from "./sample.ts";
import { Seconds } from "./seconds.ts";
import type { FromWorker, RoleResult, RoleSample, Task } from "./task.ts";
import { Timetable } from "./timetable.ts";
import { TopicWatch } from "./topic-watch.ts";
import { within } from "./within.ts";

/** A thread that is so much later with its answer than it may be does not answer at all. */
const PATIENCE_SECONDS = 30;
/** How long a thread may take to connect, beyond the time for which a producer asks for its id. */
const READY_SECONDS = 60;

/** One run of a load: what its threads tell, and what came of it. */
export class Run implements ThreadNews {
  readonly #job: LoadJob;
  readonly #clock: Clock;
  readonly #timetable: Timetable;
  readonly #events: Events;
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

  constructor(job: LoadJob, clock: Clock, tasks: readonly Task[], hosts: readonly LoadHost[]) {
    this.#job = job;
    this.#clock = clock;
    this.#timetable = new Timetable(job, clock);
    this.#events = new Events(job.onEvent);
    this.#tasks = tasks;
    this.#hosts = hosts;
    this.#brokers = new BrokerWatch(job.brokers ?? [], () => this.#timetable.since(clock.now()));
    this.#topics = new TopicWatch(job.topicIds ?? (async () => null), (topic) =>
      this.#event(clock.now(), "topic-recreated", `topic ${topic} was deleted and made anew`, { topic }),
    );
    this.#faults = new FaultRun(job.faults ?? { faults: [], putBack: null }, job.warmupSeconds, {
      now: () => this.#timetable.since(clock.now()),
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
    if (message.type === "event") {
      const { atMicros, kind, text, detail } = message;
      this.#event(atMicros, kind, text, detail);
    } else if (message.type === "sample") this.#seconds.add(thread, message.second, message.sample);
  }

  lost({ host }: LoadThread, why: string): void {
    if (!this.#losses.has(host)) {
      const atMicros = this.#clock.now();
      this.#losses.set(host, { t: this.#timetable.since(atMicros), why });
      this.#event(atMicros, "agent-lost", `agent ${host.name} lost: ${why}`);
    }
    // For each thread: those of the host that are told of later do not count as lost yet.
    this.#seconds.waitNoLonger();
  }

  async through(threads: readonly LoadThread[]): Promise<LoadResult> {
    this.#seconds.of(threads);
    const producers = threads.filter(({ role }) => role === "produce");
    const consumers = threads.filter(({ role }) => role === "consume");
    await this.#ready(threads);
    for (const [{ name }, { why }] of this.#losses) throw lostBefore(name, why);
    const startMicros = this.#timetable.begin();
    for (const thread of threads) thread.tell({ type: "start", startMicros });
    const settled = Promise.all(producers.map((thread) => thread.answer("settled")));
    // Awaited below; a thread that fails before that fails the answers awaited until then.
    settled.catch(() => {});
    this.#faults.start();
    this.#brokers.start();
    this.#topics.start();

    const warmUp = await this.#timetable.warmedUp(this.#seconds.series);
    const window = this.#timetable.window(warmUp);
    for (const thread of threads) thread.tell({ type: "measure", window });
    this.#job.onMeasure?.(warmUp.seconds);
    await this.#timetable.until(window.fromMicros);
    for (const host of this.#hosts) host.startMeter();
    const endMicros = await this.#timetable.measured(window);
    const metered = Promise.all(this.#hosts.map((host) => host.readMeter()));
    const { stopped } = this.#timetable;
    if (stopped !== null) for (const thread of threads) thread.tell({ type: "stop", atMicros: endMicros });

    const inTime = await this.#within(settled, this.#job.settleSeconds);
    if (!inTime) for (const thread of producers) thread.tell({ type: "stop", atMicros: endMicros });
    // What was given up stays due; what is on its way still has its delivery timeout.
    await this.#within(settled, this.#job.pipeline.deliveryTimeoutMs / 1000 + PATIENCE_SECONDS);
    // Before the consumers read to the end: what lies on a broker that is down is not lost.
    await this.endFaults();

    const drained = await this.#drained(consumers);
    for (const thread of threads) thread.tell({ type: "finish" });
    const finishing = Promise.all(threads.map((thread) => thread.answer("result")));
    if (!(await this.#within(finishing, PATIENCE_SECONDS))) throw stuck(PATIENCE_SECONDS);
    const answers = await finishing;
    const results = answers.flatMap((answer) => answer?.results ?? []);
    const cpu = await metered;
    const hosts = this.#outcomes(threads, answers, cpu);
    return {
      produce: results.filter((result) => result.role === "produce"),
      consume: results.filter((result) => result.role === "consume"),
      measuredFrom: warmUp.seconds,
      measuredSeconds: (endMicros - window.fromMicros) / 1e6,
      warmUp: warmUp.kind,
      stopped,
      drained,
      series: [...this.#seconds.series],
      brokers: await this.endWatch(),
      events: this.#events.inOrder(),
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
        startMicros,
      },
    };
  }

  async #ready(threads: readonly LoadThread[]): Promise<void> {
    const seconds = READY_SECONDS + this.#job.pipeline.deliveryTimeoutMs / 1000;
    const ready = Promise.all(threads.map((thread) => thread.answer("ready")));
    if (!(await this.#within(ready, seconds))) throw stuck(seconds);
  }

  /** Whether every consumer read to the end in time. */
  async #drained(consumers: readonly LoadThread[]): Promise<boolean> {
    const { drainSeconds } = this.#job;
    for (const thread of consumers) thread.tell({ type: "drain", timeoutMs: drainSeconds * 1000 });
    const complete: boolean[] = [];
    // A lost consumer is not one that was too slow.
    const reading = consumers.map(async (thread) => complete.push((await thread.answer("drained"))?.complete ?? true));
    await this.#within(Promise.all(reading), drainSeconds + PATIENCE_SECONDS);
    return complete.length === consumers.length && complete.every(Boolean);
  }

  /** Rejects when the run is over before. */
  #within(promise: Promise<unknown>, seconds: number): Promise<boolean> {
    return within(promise, seconds, this.#job.signal);
  }

  /** What each host has to say of itself; `answers` are of the threads, `cpu` of the hosts. */
  #outcomes(
    threads: readonly LoadThread[],
    answers: readonly (Answer<"result"> | null)[],
    cpu: readonly (HostLoad | null)[],
  ): HostOutcome[] {
    const producing = threadsOf(this.#hosts).produce;
    return this.#hosts.map((host, i) => {
      const mine = threads.flatMap((thread, t) =>
        thread.host === host ? [{ tasks: thread.tasks, load: answers[t]?.thread ?? null }] : [],
      );
      return hostOutcome({ host, threads: mine, cpu: cpu[i]!, loss: this.#losses.get(host) }, producing);
    });
  }

  #event(atMicros: number, kind: EventKind, text: string, detail?: EventDetail): void {
    this.#events.note(this.#timetable.since(atMicros), kind, text, detail);
  }

  #over(second: number, sum: RoleSample, sample: Sample): void {
    if (this.#faults.records.length > 0) this.#felt.push({ t: second, ...sum });
    const live = this.#live.next(sum, sample, this.#faults.records);
    this.#job.onSample?.(live);
    const met = this.#timetable.stopIf(second, sum, sample);
    if (met !== null) this.#event(this.#clock.now(), "stopped-early", `stopped early: ${met}`);
  }
}

/** 99th percentile of how long messages waited for the generator alone, ms; null where no driver told. */
function ownDelayOf(results: readonly RoleResult[]): number | null {
  const told = results.flatMap((result) =>
    result.role === "produce" && result.ownDelay !== "" ? result.ownDelay : [],
  );
  return told.length > 0 ? merged(told).percentile(99) : null;
}
