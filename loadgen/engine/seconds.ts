import type { Sample } from "../proof/sample.ts";
import type { LoadThread } from "./load-thread.ts";
import { addSamples, toSample } from "./sample.ts";
import type { RoleSample } from "./task.ts";

/** The seconds of a load. One is over when every thread has told of it that is not lost. */
export class Seconds {
  readonly #over: (second: number, sum: RoleSample, sample: Sample) => void;
  readonly #open = new Map<number, Map<LoadThread, RoleSample>>();
  readonly #series: Sample[] = [];
  #threads: readonly LoadThread[] = [];

  /** `over` is told of each second once. */
  constructor(over: (second: number, sum: RoleSample, sample: Sample) => void) {
    this.#over = over;
  }

  /** Whom to wait for. */
  of(threads: readonly LoadThread[]): void {
    this.#threads = threads;
  }

  /** Those that are over, in order. */
  get series(): readonly Sample[] {
    return this.#series;
  }

  add(thread: LoadThread, second: number, sample: RoleSample): void {
    const samples = this.#open.get(second) ?? new Map<LoadThread, RoleSample>();
    this.#open.set(second, samples.set(thread, sample));
    this.#close(second);
  }

  /** A thread was lost: seconds that waited for it are over. */
  waitNoLonger(): void {
    for (const second of this.#open.keys()) this.#close(second);
  }

  #close(second: number): void {
    const samples = this.#open.get(second);
    if (!samples || this.#threads.some((thread) => !thread.lost && !samples.has(thread))) return;
    this.#open.delete(second);
    const sum = addSamples([...samples.values()]);
    const sample = toSample(second, sum);
    // The threads of another host may tell of a second later than of the next one.
    const at = this.#series.findLastIndex(({ t }) => t < second);
    this.#series.splice(at + 1, 0, sample);
    this.#over(second, sum, sample);
  }
}
