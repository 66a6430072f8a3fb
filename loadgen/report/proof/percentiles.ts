import { decodeFromCompressedBase64 } from "hdr-histogram-js";
import type { Latency } from "../../proof/latency.ts";

/** A point of a percentile curve: `tail` is 1 / (1 - percentile), so 100 means the 99th percentile. */
export type PercentilePoint = { tail: number; ms: number };

const stepsPerDecade = 8;

/**
 * The latency distribution as a curve from the median outwards, in milliseconds. Read from the histogram; where that
 * is empty or not readable, from the five percentiles of the summary. The curve ends where one message is left.
 */
export function percentileCurve(latency: Latency): PercentilePoint[] {
  if (latency.count < 1) return [];
  return fromHistogram(latency) ?? fromSummary(latency);
}

function fromHistogram(latency: Latency): PercentilePoint[] | undefined {
  if (latency.hdr === "") return undefined;
  try {
    const histogram = decodeFromCompressedBase64(latency.hdr);
    const decades = Math.log10(Math.max(1, latency.count / 2));
    const steps = Math.max(1, Math.ceil(decades * stepsPerDecade));
    return Array.from({ length: steps + 1 }, (_, i) => {
      const tail = 2 * 10 ** ((decades * i) / steps);
      return { tail, ms: histogram.getValueAtPercentile(100 * (1 - 1 / tail)) / 1000 };
    });
  } catch {
    return undefined;
  }
}

function fromSummary({ count, p50, p90, p99, p999, max }: Latency): PercentilePoint[] {
  const points = [
    { tail: 2, ms: p50 },
    { tail: 10, ms: p90 },
    { tail: 100, ms: p99 },
    { tail: 1000, ms: p999 },
  ].filter((point) => point.tail < count);
  return [...points, { tail: Math.max(2, count), ms: max }];
}
