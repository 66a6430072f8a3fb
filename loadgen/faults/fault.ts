/** Harm done to the cluster during a run. The load generator knows when, and no more of it. */
export interface Fault {
  /** Seconds from the start of the measured part. */
  readonly atSeconds: number;
  /** Such as `kill broker 2`. */
  readonly text: string;
  /** Does the harm; resolves when it is done. */
  begin(): Promise<void>;
  /** Takes the harm back, so long after it was due to begin; null where nobody does before the load is over. */
  readonly end: FaultEnd | null;
}

export interface FaultEnd {
  readonly afterSeconds: number;
  /** Resolves when what was harmed serves again. */
  run(): Promise<void>;
}

/** What is done to the cluster during a load, and how it is left. */
export interface FaultPlan {
  readonly faults: readonly Fault[];
  /**
   * Makes the cluster what it was before the faults, and tells what that took: called once, when the load is over,
   * however it ended. Null leaves the cluster as the faults made it.
   */
  readonly putBack: (() => Promise<readonly string[]>) | null;
}

/** What became of a fault. Times in seconds since the load began, the warm-up included. */
export interface FaultRecord {
  readonly text: string;
  readonly planned: number;
  /** When the harm was begun; null where the run ended before. */
  began: number | null;
  /** When the harm was taken back: what was harmed served again. Null where nobody did, or it failed. */
  ended: number | null;
  /** Why it was not carried out, or not taken back. */
  failure: string | null;
}

/** When the next of `faults` began after second `began`; infinity if none did. */
export function nextBegan(faults: readonly Pick<FaultRecord, "began">[], began: number): number {
  return Math.min(...faults.map((other) => (other.began !== null && other.began > began ? other.began : Infinity)));
}
