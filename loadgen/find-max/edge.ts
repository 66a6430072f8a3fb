import type { Interval } from "../statistics/interval.ts";

/** One steady window at a rate, and whether the objective was kept. */
export interface Step {
  readonly messagesPerSecond: number;
  readonly kept: boolean;
}

/** How far from where it is first looked for the edge may be, as a natural logarithm: half to twice the rate. */
const REACH = Math.log(2);
/** Between two places at which the edge may be, as a natural logarithm. */
const GRAIN = 0.004;
/** Standard deviations that the edge may have from window to window, as natural logarithms. */
const SPREADS = [0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256];
/** Part of the windows that end as they do whatever the rate is: one that was lucky does not decide. */
const LAPSES = 0.01;
const CONFIDENCE = 0.95;

/**
 * What windows tell of the rate up to which a cluster keeps an objective, where that rate is not the same in every
 * window: the chance that a rate is kept is one half at the edge and falls along a logistic curve, whose width nobody
 * knows beforehand. Of each edge with each spread it is kept how likely it is after all windows (Bayes' rule, from equal
 * chances in the logarithms). How the rates were chosen does not matter to that, so it holds for windows that hang on
 * those before them. After Watson and Pelli, QUEST, Perception & Psychophysics 33 (1983); with the spread, Kontsevich
 * and Tyler, Vision Research 39 (1999); with lapses, Wichmann and Hill, Perception & Psychophysics 63 (2001).
 */
export class Edge {
  /** Logarithms of the rates that may be the edge. */
  readonly #places: readonly number[];
  /** How likely each place is with each spread, in the order of `SPREADS`; all add up to 1. */
  #weights: readonly (readonly number[])[];

  /** `about` is where it is looked for, messages/s. */
  constructor(about: number) {
    const count = 2 * Math.round(REACH / GRAIN) + 1;
    this.#places = Array.from({ length: count }, (_, i) => Math.log(about) + (i - (count - 1) / 2) * GRAIN);
    this.#weights = SPREADS.map(() => this.#places.map(() => 1 / (count * SPREADS.length)));
  }

  note({ messagesPerSecond, kept }: Step): void {
    const rate = Math.log(messagesPerSecond);
    const weights = this.#weights.map((row, i) => {
      const slope = ((kept ? 1 : -1) * Math.PI) / (Math.sqrt(3) * SPREADS[i]!);
      return row.map((weight, j) => {
        const chance = 1 / (1 + Math.exp(slope * (rate - this.#places[j]!)));
        return weight * (LAPSES / 2 + (1 - LAPSES) * chance);
      });
    });
    const all = sum(weights.map(sum));
    this.#weights = weights.map((row) => row.map((weight) => weight / all));
  }

  /**
   * Where the next window tells most, messages/s: one spread above the edge after a window that was kept, below it after
   * one that was not. Far from the edge a window tells nothing, and at it nothing of the spread.
   */
  beside(kept: boolean): number {
    const edge = sum(this.#chances().map((chance, j) => chance * this.#places[j]!));
    const spread = Math.exp(sum(this.#weights.map((row, i) => sum(row) * Math.log(SPREADS[i]!))));
    return Math.exp(kept ? edge + spread : edge - spread);
  }

  /**
   * The edge, messages/s: its mean, and what lies about that with the interval's confidence; no nearer than from one place
   * to the next, between which nothing is told apart.
   */
  interval(): Interval {
    const likely = this.#chances().map((chance, j) => ({ chance, rate: Math.exp(this.#places[j]!) }));
    const mean = sum(likely.map(({ chance, rate }) => chance * rate));
    const byDistance = likely
      .map(({ chance, rate }) => ({ chance, distance: Math.abs(rate - mean) }))
      .sort((a, b) => a.distance - b.distance);
    let within = 0;
    let halfWidth = mean * GRAIN;
    for (const { chance, distance } of byDistance) {
      if (within >= CONFIDENCE) break;
      within += chance;
      halfWidth = Math.max(halfWidth, distance);
    }
    return { mean, halfWidth, confidence: CONFIDENCE };
  }

  /** How likely each place is, whatever the spread. */
  #chances(): readonly number[] {
    const none: readonly number[] = this.#places.map(() => 0);
    return this.#weights.reduce((chances, row) => chances.map((chance, j) => chance + row[j]!), none);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
