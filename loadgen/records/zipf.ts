/**
 * Ranks 1 to `count` with weights `1 / rank^exponent`, by rejection-inversion: W. Hörmann and G. Derflinger, "Rejection-
 * inversion to generate variates from monotone discrete distributions", ACM TOMACS 6 (1996). No table; some 1.1 tries
 * a sample, whatever the count.
 */
export class Zipf {
  readonly #count: number;
  readonly #exponent: number;
  readonly #first: number;
  readonly #last: number;
  readonly #squeeze: number;

  constructor(count: number, exponent: number) {
    this.#count = count;
    this.#exponent = exponent;
    this.#first = this.#integral(1.5) - 1;
    this.#last = this.#integral(count + 0.5);
    this.#squeeze = 2 - this.#inverse(this.#integral(2.5) - 2 ** -exponent);
  }

  /** A rank, with `random` from 0 to below 1. */
  sample(random: () => number): number {
    while (true) {
      const u = this.#last + random() * (this.#first - this.#last);
      const x = this.#inverse(u);
      const rank = Math.min(this.#count, Math.max(1, Math.round(x)));
      if (rank - x <= this.#squeeze || u >= this.#integral(rank + 0.5) - rank ** -this.#exponent) return rank;
    }
  }

  /** The integral of x^-exponent up to `x`, but for a constant. */
  #integral(x: number): number {
    const log = Math.log(x);
    const t = (1 - this.#exponent) * log;
    return Math.abs(t) > 1e-8 ? (Math.expm1(t) / t) * log : log;
  }

  #inverse(y: number): number {
    const t = Math.max(-1, y * (1 - this.#exponent));
    return Math.exp(Math.abs(t) > 1e-8 ? (Math.log1p(t) / t) * y : y);
  }
}
