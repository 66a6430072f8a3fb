import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Comparison } from "./comparison.ts";
import type { Summary } from "./summary.ts";

/** Titles of the columns of a comparison. */
export const titles = ["case", "year", "real", "predicted", "ratio", "bottleneck", "published bottleneck"] as const;

const unknown = "-";
const brokers = (number: number, clusters: number | undefined) =>
  `${number} ${number === 1 ? "broker" : "brokers"}${clusters === undefined || clusters === 1 ? "" : ` in ${clusters} clusters`}`;

function realOf({ study }: Comparison): string {
  if (study.real === undefined) return unknown;
  if (study.kind === "cluster") return brokers(study.real.brokers, study.real.clusters);
  const kind = study.real.reached === "saturation" ? "at saturation" : "recommended";
  return `${formatBytesPerSecond(study.real.bytesPerSecond)} ${kind}`;
}

function predictedOf({ prediction }: Comparison): string {
  switch (prediction?.outcome) {
    case undefined:
      return unknown;
    case "refused":
      return "refused";
    case "cluster":
      return brokers(prediction.brokers, prediction.clusters);
    case "ceiling": {
      const { bytesPerSecond, withHeadroom } = prediction;
      const ceiling = formatBytesPerSecond(bytesPerSecond);
      if (withHeadroom === null || withHeadroom === bytesPerSecond) return ceiling;
      return `${ceiling} (${formatBytesPerSecond(withHeadroom)} with headroom)`;
    }
  }
}

/** A comparison as the texts of its columns. */
export function row(comparison: Comparison): string[] {
  const { name, study, prediction, ratio, bottleneckFound } = comparison;
  const found = prediction === null || prediction.outcome === "refused" ? unknown : prediction.bottleneck;
  const mark = bottleneckFound === null ? "" : bottleneckFound ? " (found)" : " (missed)";
  return [
    name,
    String(study.year),
    realOf(comparison),
    predictedOf(comparison),
    ratio === null ? unknown : ratio.toFixed(2),
    found,
    `${study.real?.bottleneck?.join(" or ") ?? unknown}${mark}`,
  ];
}

/** Why the planner refuses cases, a line for each. */
export const refusals = (comparisons: readonly Comparison[]): string[] =>
  comparisons.flatMap(({ name, prediction }) =>
    prediction?.outcome === "refused" ? [`${name}: ${prediction.because}`] : [],
  );

/** The summary as a sentence. */
export function sentence(summary: Summary): string {
  const { cases, refused, withinFactorTwo, medianError, bottlenecksNamed, bottlenecksFound } = summary;
  const error = medianError === null ? "that of a refusal" : `${(100 * medianError).toFixed(0)} %`;
  const out = refused === 0 ? "" : `, ${refused} refused`;
  return `${withinFactorTwo} of ${cases} complete cases within a factor of 2${out}; median error ${error}; ${bottlenecksFound} of ${bottlenecksNamed} published bottlenecks found`;
}
