import { compare } from "../../baseline/compare.ts";
import type { Comparison } from "../../proof/comparison.ts";
import type { Proof } from "../../proof/proof.ts";
import type { Sample } from "../../proof/sample.ts";
import { auditBlocks } from "../audit/audit.ts";
import { count, messageRate, milliseconds } from "../figures.ts";
import { type Block, note, section } from "../model/block.ts";
import type { Chart } from "../model/chart.ts";
import type { ReportModel } from "../model/report.ts";
import { latencyAxis, linear, positive, time } from "../proof/axes.ts";
import { changeBlocks } from "../proof/baseline.ts";
import { faultBlocks } from "../proof/faults.ts";
import { distributionBlocks } from "../proof/latency.ts";
import { over } from "../proof/over-time.ts";
import { findingTable } from "../proof/part.ts";
import { proofVerdict } from "../verdict.ts";
import type { Named } from "./change.ts";

/** A figure that differs by less than a fifth is the same: as `--baseline` has it unless told otherwise. */
const tolerance = 0.2;

/** The report of two proofs beside each other; the other one is the baseline. */
export function comparisonOfProofs(now: Named<Proof>, other: Named<Proof>): ReportModel {
  const comparison = compare(now.value, other.value, tolerance);
  const both = [now, other];
  return {
    schema: "plimsoll/report@1",
    subject: "comparison",
    name: `${now.label} beside ${other.label}`,
    title: `${now.label} beside ${other.label}: comparison of proofs`,
    verdict: { word: "compared", sentence: sentenceOf(now, other, comparison) },
    besides: both.map(({ label, value }) => ({
      part: label,
      sentence: `${value.verdict}: ${proofVerdict(value).sentence}`,
    })),
    highlights: [
      ["better", count(numberOf(comparison, "better"))],
      ["worse", count(numberOf(comparison, "worse"))],
      ["the same", count(numberOf(comparison, "same"))],
      ...both.map(({ label, value }) => [`held, ${label}`, messageRate(value.produce.messagesPerSecond)] as const),
      ...both.map(({ label, value }) => [`99 % in, ${label}`, milliseconds(value.produce.latency.p99)] as const),
    ],
    parts: [
      {
        id: "differences",
        title: "What differs",
        blocks: [note(`The baseline is ${other.label}.`), ...changeBlocks(comparison)],
      },
      { id: "charts", title: "Over time", blocks: overTime(now, other) },
      {
        id: "latency",
        title: "Latency",
        blocks: distributionBlocks(
          "percentiles",
          "Latency until acknowledged",
          both.map(({ label, value }) => ({ name: label, latency: value.produce.latency })),
        ),
      },
      { id: "proofs", title: "Each proof", blocks: both.map(({ label, value }) => eachProof(label, value)) },
    ],
  };
}

const numberOf = ({ changes }: Comparison, outcome: "better" | "same" | "worse"): number =>
  changes.filter((change) => change.outcome === outcome).length;

function sentenceOf(now: Named<Proof>, other: Named<Proof>, comparison: Comparison): string {
  const rate = ({ label, value }: Named<Proof>) => `${label} held ${messageRate(value.produce.messagesPerSecond)}`;
  if (comparison.differences.length > 0)
    return `${rate(now)}, ${rate(other)}; their loads differ, so that no figure can be judged.`;
  const worse = comparison.changes.filter(({ outcome }) => outcome === "worse").map(({ figure }) => `\`${figure}\``);
  const better = numberOf(comparison, "better");
  const judged = worse.length === 0 ? "nothing is worse" : `worse: ${worse.join(", ")}`;
  return `${rate(now)}, ${rate(other)}; ${judged}; ${count(better)} figures are better.`;
}

function overTime(now: Named<Proof>, other: Named<Proof>): Block[] {
  const series = (value: (sample: Sample) => number | null): Chart["lines"] => [
    { name: other.label, colour: "second", broad: true, points: over(other.value.series, value) },
    { name: now.label, colour: "first", points: over(now.value.series, value) },
  ];
  const p99 = series(({ p99: ms }) => positive(ms));
  const shown = p99.flatMap(({ points }) => points.flatMap(([, y]) => (y === null ? [] : [y])));
  if (shown.length === 0) return [note("The runs left no series.")];
  const chart = (id: string, title: string, y: Chart["y"], lines: Chart["lines"]): Block => ({
    kind: "chart",
    chart: {
      id,
      title,
      alt: `${title} of ${now.label} and of ${other.label} over the seconds of each run.`,
      x: time,
      y,
      lines,
    },
  });
  return [
    chart(
      "acknowledged",
      "Messages acknowledged per second",
      linear("msg/s"),
      series((sample) => sample.acknowledgedMessages),
    ),
    chart("p99", "99th percentile of the latency until acknowledged", latencyAxis(shown), p99),
  ];
}

const eachProof = (label: string, proof: Proof): Block =>
  section(label, findingTable(proof.findings), ...faultBlocks(proof), auditBlocks(proof.audit));
