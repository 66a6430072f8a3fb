/** The use of a resource, as a fraction of what there is of it; null where that is not known. */
export interface Gauge {
  readonly name: string;
  /** The part that may be used; null where no rule tells. */
  readonly limit: number | null;
  /** In the order of the states of {@link Gauges}. */
  readonly uses: readonly (number | null)[];
  /** The state in which this resource is the bottleneck, by its position; null where it is none. */
  readonly bottleneck: number | null;
}

/** How full the resources of a broker are, in one or two states. */
export interface Gauges {
  readonly title: string;
  /** Such as `normal` and `after the loss`. */
  readonly states: readonly string[];
  readonly gauges: readonly Gauge[];
}
