import type { Interval } from "../statistics/interval.ts";
import { Edge, type Step } from "./edge.ts";

export interface SearchOptions {
  /** Where to begin, messages/s. */
  readonly start: number;
  /** No rate above it is tried: what the generator itself can offer. */
  readonly ceiling: number;
  /** Turns of the staircase, without the first few that find how wide its steps have to be. */
  readonly turns: number;
  /** Most windows in all. */
  readonly mostSteps: number;
}

/** The answer of a search for the highest rate that keeps an objective. */
export type Found =
  | { readonly kind: "found"; readonly rate: Interval; readonly steps: readonly Step[] }
  /** Even the ceiling was kept: the generator is the limit. */
  | { readonly kind: "above"; readonly ceiling: number; readonly steps: readonly Step[] }
  /** Not even this rate was kept. */
  | { readonly kind: "below"; readonly least: number; readonly steps: readonly Step[] }
  /** The windows ran out before the staircase had its turns. */
  | { readonly kind: "unsettled"; readonly steps: readonly Step[] };

/** Bracket that is narrow enough for the staircase to begin: highest kept and lowest not kept, as a ratio. */
const NARROW = 1.1;
/** So many turns tell how blurred the edge is before they tell where it is. */
const FIRST_TURNS = 4;
/** A rate this far below the start, and still not kept, is no rate to look below. */
const LEAST_PART = 1 / 1024;

/**
 * Searches the highest rate that `keeps` the objective. First by doubling or halving from the start, then by halving
 * the bracket in ratio, then by a staircase about the edge (up and down method, Dixon and Mood, 1948): after a window
 * that was kept one is tried above the edge, else below it, as far as windows are found to differ. What all windows
 * together tell of the edge is the answer, so that a window which was lucky once does not decide.
 */
export async function findMax(keeps: (rate: number) => Promise<boolean>, options: SearchOptions): Promise<Found> {
  const search = new Search(keeps, options);
  return search.run();
}

class Search {
  readonly #keeps: (rate: number) => Promise<boolean>;
  readonly #options: SearchOptions;
  readonly #steps: Step[] = [];

  constructor(keeps: (rate: number) => Promise<boolean>, options: SearchOptions) {
    this.#keeps = keeps;
    this.#options = options;
  }

  async run(): Promise<Found> {
    const { start, ceiling } = this.#options;
    const bracket = await this.#bracket(Math.min(start, ceiling));
    if ("kind" in bracket) return bracket;
    let { kept, notKept } = bracket;
    while (notKept / kept > NARROW) {
      if (this.#spent()) return this.#unsettled();
      const middle = Math.sqrt(kept * notKept);
      if (await this.#try(middle)) kept = middle;
      else notKept = middle;
    }
    return this.#staircase(Math.sqrt(kept * notKept));
  }

  /** Doubles or halves until one rate is kept and one is not. */
  async #bracket(start: number): Promise<Found | { kept: number; notKept: number }> {
    const { ceiling } = this.#options;
    let rate = start;
    if (await this.#try(rate)) {
      for (let kept = rate; ; kept = rate) {
        if (rate >= ceiling) return { kind: "above", ceiling, steps: this.#steps };
        if (this.#spent()) return this.#unsettled();
        rate = Math.min(ceiling, 2 * rate);
        if (!(await this.#try(rate))) return { kept, notKept: rate };
      }
    }
    for (let notKept = rate; ; notKept = rate) {
      if (rate <= start * LEAST_PART) return { kind: "below", least: rate, steps: this.#steps };
      if (this.#spent()) return this.#unsettled();
      rate /= 2;
      if (await this.#try(rate)) return { kept: rate, notKept };
    }
  }

  async #staircase(from: number): Promise<Found> {
    const { ceiling, turns } = this.#options;
    const edge = new Edge(from);
    for (const step of this.#steps) edge.note(step);
    let rate = Math.min(from, ceiling);
    let before: boolean | undefined;
    let turned = 0;
    while (turned < FIRST_TURNS + turns) {
      if (this.#spent()) return this.#unsettled();
      const kept = await this.#try(rate);
      if (kept && rate >= ceiling) return { kind: "above", ceiling, steps: this.#steps };
      if (before !== undefined && kept !== before) turned++;
      before = kept;
      edge.note({ messagesPerSecond: rate, kept });
      rate = Math.min(ceiling, edge.beside(kept));
    }
    return { kind: "found", rate: edge.interval(), steps: this.#steps };
  }

  async #try(rate: number): Promise<boolean> {
    const kept = await this.#keeps(rate);
    this.#steps.push({ messagesPerSecond: rate, kept });
    return kept;
  }

  #spent(): boolean {
    return this.#steps.length >= this.#options.mostSteps;
  }

  #unsettled(): Found {
    return { kind: "unsettled", steps: this.#steps };
  }
}
