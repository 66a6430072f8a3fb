import type { Sample } from "../proof/sample.ts";
import { trendOf } from "../statistics/trend.ts";

/** What is on its way from one second to the next may differ by so many seconds of load. */
const JITTER_SECONDS = 0.1;
/** Part of the load by which a cluster may fall behind and still be said to hold it: what a window can tell. */
const TOLERANCE = 0.01;

/**
 * How far behind the schedule the last reader is at the end of each second, in seconds of load: what was due and not
 * dropped, each message once for each of its `readers`, and was not read. It counts what waits in the generator, what is on its way,
 * and what a consumer group has still to read.
 */
export function lagOf(series: readonly Sample[], messagesPerSecond: number, readers: number): number[] {
  let waiting = 0;
  return series.map(({ dueMessages, droppedMessages, consumedMessages }) => {
    waiting += (dueMessages - droppedMessages) * readers - consumedMessages;
    return waiting / (messagesPerSecond * readers);
  });
}

/** By how many seconds of load a lag grew over its series; 0 if by no more than jitter or a hundredth of the load. */
export function growthOf(lag: readonly number[]): number {
  const growth = trendOf(lag).slope * lag.length;
  return growth > Math.max(JITTER_SECONDS, TOLERANCE * lag.length) ? growth : 0;
}
