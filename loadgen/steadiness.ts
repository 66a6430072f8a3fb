import type { WarmUpEnd } from "./engine/warm-up.ts";
import type { Sample } from "./proof/sample.ts";
import type { Steadiness } from "./proof/steadiness.ts";
import { intervalOfSeries } from "./statistics/interval.ts";
import { trendOf } from "./statistics/trend.ts";

/** Fewer seconds tell nothing of a trend. */
const LEAST_SECONDS = 20;

/** What the seconds of a measurement, from second `from` to second `to`, tell of whether it was steady. */
export function steadinessOf(
  series: readonly Sample[],
  { from, to }: { from: number; to: number },
  warmUp: WarmUpEnd,
): Steadiness {
  const measured = series.filter(({ t }) => t > from && t <= to);
  const rate = intervalOfSeries(measured.map(({ acknowledgedMessages }) => acknowledgedMessages));
  const latencies = measured.flatMap(({ p50 }) => p50 ?? []);
  const p50 = latencies.length > 0 ? intervalOfSeries(latencies) : null;
  return {
    warmUp,
    messagesPerSecond: measured.length > 0 ? rate : null,
    p50,
    p50Change: latencies.length >= LEAST_SECONDS ? changeOf(latencies) : null,
  };
}

/** By how much a series rose (or fell) from its beginning to its end, where that is more than chance; else 0. */
function changeOf(series: readonly number[]): number {
  const { slope, significant } = trendOf(series);
  return significant ? slope * (series.length - 1) : 0;
}
