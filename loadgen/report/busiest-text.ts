import { busiestBroker } from "../broker-side/cpu-time.ts";
import type { Proof } from "../proof/proof.ts";

/** The broker that took most CPU in the measured time, in words; null if none told of all of it. */
export function busiestText(proof: Proof): string | null {
  const busiest = busiestBroker(proof.brokers, measured(proof));
  return busiest === null ? null : `busiest is ${busiest.broker} with ${cores(busiest.cpuCores)} of CPU on average`;
}

/** When the measured time began and ended, in seconds since the load began. */
export function measured({ warmupSeconds, measuredSeconds }: Proof): { from: number; to: number } {
  return { from: warmupSeconds, to: warmupSeconds + measuredSeconds };
}

/** Cores of CPU. */
export const cores = (value: number) => `${value.toFixed(2)} cores`;
