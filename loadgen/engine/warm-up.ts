import type { Sample } from "../proof/sample.ts";
import { warmUpLength } from "../statistics/warm-up.ts";

/** How a warm-up ended: after the time told, found to be over, or not found to be over in the longest time for it. */
export type WarmUpEnd = "told" | "found" | "not found";

/** Seconds that must have been steady before the warm-up counts as over. */
const STEADY_SECONDS = 5;

/**
 * Whether the load has been steady for a while: what the rule of the marginal standard error cuts off of the latencies
 * so far lies some seconds back. A second without any acknowledgement is not steady.
 */
export function isWarm(series: readonly Pick<Sample, "p50">[]): boolean {
  const latencies = series.map(({ p50 }) => p50);
  if (latencies.slice(-STEADY_SECONDS).some((p50) => p50 === null)) return false;
  const cut = warmUpLength(latencies.map((p50) => p50 ?? 0));
  return cut !== null && latencies.length - cut >= STEADY_SECONDS;
}
