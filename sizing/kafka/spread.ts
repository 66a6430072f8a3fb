/** A quantity of the whole cluster, and how much more than the mean the busiest broker has (1 when even). */
export interface Spread {
  readonly total: number;
  readonly unevenness: number;
}

/** Adds up amounts that are spread differently. */
export class SpreadSum {
  private total = 0;
  private busiest = 0;

  add(amount: number, unevenness: number): void {
    this.total += amount;
    this.busiest += amount * unevenness;
  }

  spread(): Spread {
    return { total: this.total, unevenness: this.total === 0 ? 1 : this.busiest / this.total };
  }
}

/** Share of the busiest broker against the mean when `pieces` are dealt to `brokers`. */
export const dealt = (pieces: number, brokers: number): number => (Math.ceil(pieces / brokers) * brokers) / pieces;

/** Share of the busiest broker against the mean when it has a part of everything beside its share of the rest. */
export const withHottest = (unevenness: number, hottest: number, brokers: number): number =>
  unevenness * (1 - hottest) + hottest * brokers;
