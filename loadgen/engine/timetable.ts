import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import type { Sample } from "../proof/sample.ts";
import type { LoadJob } from "./job.ts";
import { StopWatch } from "./stop.ts";
import type { RoleSample, Window } from "./task.ts";
import { isWarm, type WarmUpEnd } from "./warm-up.ts";

/** Time from "all are ready" to the first message due, and from the end of the warm-up being told to its end. */
const LEAD_MICROS = 200_000;

export interface WarmUp {
  kind: WarmUpEnd;
  seconds: number;
}

/** When a run's load, its warm-up and its measurement begin and end. */
export class Timetable {
  readonly #job: LoadJob;
  readonly #clock: Clock;
  readonly #stop: StopWatch;
  readonly #early = new AbortController();
  #startMicros = 0;
  /** Since when the run is measured, in seconds since the load began; null while it is not. */
  #measuringFrom: number | null = null;
  #stopped: string | null = null;

  constructor(job: LoadJob, clock: Clock) {
    this.#job = job;
    this.#clock = clock;
    this.#stop = new StopWatch(job.stopWhen ?? []);
  }

  /** The condition that ended the run early; null if none did. */
  get stopped(): string | null {
    return this.#stopped;
  }

  /** When the first message is due; 0 before that is known. */
  get startMicros(): number {
    return this.#startMicros;
  }

  /** Seconds since the load began. */
  since(atMicros: number): number {
    return this.#startMicros === 0 ? 0 : (atMicros - this.#startMicros) / 1e6;
  }

  /** Says when the first message is due: as soon as all can have heard of it. */
  begin(): number {
    this.#startMicros = this.#clock.now() + LEAD_MICROS;
    return this.#startMicros;
  }

  /** How many seconds the warm-up lasts, as seen in `series`; told a little before they are over. */
  async warmedUp(series: readonly Sample[]): Promise<WarmUp> {
    const { warmupSeconds, mostWarmupSeconds } = this.#job;
    const before = (seconds: number) => this.until(this.#startMicros + seconds * 1e6 - LEAD_MICROS);
    if (mostWarmupSeconds === undefined) {
      await before(warmupSeconds);
      return { kind: "told", seconds: warmupSeconds };
    }
    for (let seconds = Math.ceil(warmupSeconds); seconds < mostWarmupSeconds; seconds++) {
      await before(seconds);
      if (isWarm(series)) return { kind: "found", seconds };
    }
    await before(mostWarmupSeconds);
    return { kind: "not found", seconds: mostWarmupSeconds };
  }

  /** What is measured after a warm-up. */
  window({ seconds }: WarmUp): Window {
    const fromMicros = this.#startMicros + seconds * 1e6;
    return { fromMicros, toMicros: fromMicros + this.#job.seconds * 1e6 };
  }

  /** Rejects when the job is interrupted. */
  async until(micros: number, early?: AbortSignal): Promise<void> {
    const signals = [this.#job.signal, early].filter((signal) => signal !== undefined);
    await delay(Math.max(0, (micros - this.#clock.now()) / 1000), undefined, { signal: AbortSignal.any(signals) });
  }

  /** The end of the measurement, awaited: that of `window`, or the moment at which a condition to stop was met. */
  async measured({ fromMicros, toMicros }: Window): Promise<number> {
    this.#measuringFrom = this.since(fromMicros);
    try {
      await this.until(toMicros, this.#early.signal);
      return toMicros;
    } catch (error) {
      if (this.#stopped === null) throw error;
      return Math.min(toMicros, this.#clock.now());
    } finally {
      this.#measuringFrom = null;
    }
  }

  /** Ends the measurement if this second of it meets a condition to stop, which is returned; null if it does not. */
  stopIf(second: number, sum: RoleSample, sample: Sample): string | null {
    if (this.#measuringFrom === null || this.#stopped !== null || second <= this.#measuringFrom) return null;
    const met = this.#stop.meets(sum, sample);
    if (met === undefined) return null;
    this.#stopped = met;
    this.#early.abort();
    return met;
  }
}
