import type { Latency } from "../../proof/latency.ts";
import { milliseconds } from "../figures.ts";
import { type Chart, lineColours } from "../model/chart.ts";
import { latencyAxis, positive } from "./axes.ts";
import { percentileCurve } from "./percentiles.ts";

/** A latency distribution and whose it is. */
export interface Distribution {
  readonly name: string;
  readonly latency: Latency;
}

/** Percentile curves, the tail stretched so that each step to the right leaves a tenth of the messages. */
export function percentileChart(id: string, distributions: readonly Distribution[]): Chart {
  const curves = distributions
    .map(({ name, latency }) => ({ name, points: percentileCurve(latency) }))
    .filter((curve) => curve.points.length > 0);
  const all = curves.flatMap((curve) => curve.points.map((point) => point.ms));
  return {
    id,
    title: "Latency by percentile",
    alt: `Latency by percentile. ${distributions
      .map(({ name, latency }) => `${name}: median ${milliseconds(latency.p50)}, 99th ${milliseconds(latency.p99)}`)
      .join("; ")}.`,
    x: { name: "percentile of messages", scale: "log", labels: { kind: "tail" } },
    y: latencyAxis(all),
    lines: curves.map((curve, i) => ({
      name: curve.name,
      colour: lineColours[i % lineColours.length]!,
      points: curve.points.map((point) => [point.tail, positive(point.ms)]),
    })),
  };
}
