import type { TimedSample } from "../faults/disturbance.ts";
import type { FaultRecord } from "../faults/fault.ts";
import type { BrokerSample } from "../proof/broker-sample.ts";
import type { OwnLimits } from "../proof/own-limits.ts";
import type { RunEvent } from "../proof/run-event.ts";
import type { Sample } from "../proof/sample.ts";
import type { DueTime } from "./due-times.ts";
import type { HostOutcome } from "./host-outcome.ts";
import type { ConsumeResult, ProduceResult } from "./task.ts";
import type { WarmUpEnd } from "./warm-up.ts";

export interface LoadResult {
  produce: ProduceResult[];
  consume: ConsumeResult[];
  /** When the measurement began, in seconds since the load did. */
  measuredFrom: number;
  /** As asked, unless a condition ended the run early: then until it was met. */
  measuredSeconds: number;
  /** How the warm-up ended: as told, when the latency was found steady, or because it had lasted long enough. */
  warmUp: WarmUpEnd;
  /** The condition that ended the run early; null if none did. */
  stopped: string | null;
  /** Whether every consumer read all there was, or gave up after the drain's time. */
  drained: boolean;
  series: Sample[];
  brokers: BrokerSample[];
  events: RunEvent[];
  limits: Omit<OwnLimits, "ceilingMessagesPerSecond">;
  /** The machines that carried the load. */
  hosts: HostOutcome[];
  faults: FaultOutcome;
}

/** What was done to the cluster during a load, and what is needed to tell what came of it. */
export interface FaultOutcome {
  records: readonly FaultRecord[];
  /** Why the cluster could not be put back after the faults; null if it could, or was not to be. */
  leftHarmed: string | null;
  /** Every second of the load; none if there were no faults. */
  seconds: readonly TimedSample[];
  due: DueTime;
  startMicros: number;
}
