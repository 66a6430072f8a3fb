/** Consecutive messages of one producer, found in what a broker returned. */
export interface Run {
  producer: number;
  /** Sequence of the first message of the run. */
  firstSequence: number;
  count: number;
  /** When the first message of the run was due. */
  dueMicros: number;
  spacingNanos: number;
  bytes: number;
}
