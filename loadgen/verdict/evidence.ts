import type { Proof } from "../proof/proof.ts";

/** Above this use of a thread or of the machine, what is measured is no longer the cluster. */
export const BUSY = 0.95;

/** What a verdict is drawn from. */
export type Evidence = Pick<
  Proof,
  | "produce"
  | "consume"
  | "audit"
  | "steady"
  | "baseline"
  | "limits"
  | "topics"
  | "agents"
  | "stopped"
  | "faults"
  | "events"
  | "measuredSeconds"
> & {
  /** Whether the consumers read everything within the time given to them. */
  drained: boolean;
  /** The workload's objective for the 99th percentile of the produce latency; null where it has none. */
  produceP99ObjectiveMs: number | null;
  /** Why the cluster was not put back after its faults; null if it was. */
  leftHarmed: string | null;
};

/** Whether the generator or its machine gave way. */
export function isBusy(limits: Evidence["limits"]): boolean {
  return limits.eventLoopUtilisation > BUSY || (limits.machineCpu !== null && limits.machineCpu > BUSY);
}
