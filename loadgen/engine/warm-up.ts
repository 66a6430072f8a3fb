import type { Sample } from "../proof/sample.ts";
import { warmUpLength } from "../statistics/warm-up.ts";

/** How a warm-up ended: after the time told, found to be over, or not found to be over in the longest time for it. */
export type WarmUpEnd = "told" | "found" | "not found";

/** Seconds that must have been steady before the warm-up counts as over. */
const STEADY_SECONDS = 5;

type Second = Pick<Sample, "p50" | "dueMessages" | "acknowledgedMessages" | "droppedMessages">;

/**
 * Whether the load has been steady for a while: what the rule of the marginal standard error cuts off of the latencies
 * so far lies some seconds back. A second without any acknowledgement is not steady, unless it owed none.
 */
export function isWarm(series: readonly Second[]): boolean {
  const latencies = latenciesOf(series);
  if (latencies.slice(-STEADY_SECONDS).some((p50) => p50 === null)) return false;
  const cut = warmUpLength(latencies.map((p50) => p50 ?? 0));
  return cut !== null && latencies.length - cut >= STEADY_SECONDS;
}

/** Of the seconds in which an acknowledgement was to be expected; null where there was none. */
function latenciesOf(series: readonly Second[]): (number | null)[] {
  let owed = 0;
  return series.flatMap(({ p50, dueMessages, acknowledgedMessages, droppedMessages }, i) => {
    const before = owed;
    owed += dueMessages - acknowledgedMessages - droppedMessages;
    // Of a load below a message a second the only one due may be due at the very end.
    const isSlow = dueMessages === 0 || series[i - 1]?.dueMessages === 0;
    return p50 === null && before <= 0 && isSlow ? [] : [p50];
  });
}
