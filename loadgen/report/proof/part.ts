import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Finding } from "../../proof/finding.ts";
import type { Proof } from "../../proof/proof.ts";
import { auditBlocks } from "../audit/audit.ts";
import { eventsText } from "../event-text.ts";
import { brokerCount, count, factor, messageRate, seconds } from "../figures.ts";
import { type Block, code, facts, note, section, table, text } from "../model/block.ts";
import type { Part } from "../model/report.ts";
import { heldText } from "../steady-text.ts";
import { baselineBlocks } from "./baseline.ts";
import { brokerBlocks } from "./brokers.ts";
import { faultBlocks } from "./faults.ts";
import { latencyBlocks } from "./latency.ts";
import { limitBlocks } from "./limits.ts";
import { latencyChart, throughputChart } from "./over-time.ts";
import { topicBlocks } from "./topics.ts";
import { whileLoaded } from "./while-loaded.ts";

/** The load run: findings, charts, faults, latency, audit, and what limited the generator. */
export function proofParts(proof: Proof): Part[] {
  return [
    {
      id: "proof",
      title: "Proof",
      blocks: [
        runFacts(proof),
        note(`Scale: ${proof.scale.chosen}.`),
        findingTable(proof.findings),
        section("Over time", ...overTime(proof)),
        ...brokerBlocks(proof),
        ...faultBlocks(proof),
        section("Latency", ...latencyBlocks(proof)),
        ...baselineBlocks(proof.baseline),
        section("Topics and groups", ...topicBlocks(proof)),
        auditBlocks(proof.audit),
        section("Limits of the generator and its machine", ...limitBlocks(proof)),
      ],
    },
  ];
}

/** Which run it was, and when: `8f2c1a, 2026-01-15 10:20:30 UTC`. */
export const startText = ({ run, startedAt }: Pick<Proof, "run" | "startedAt">): string =>
  `${run}, ${startedAt.slice(0, 19).replace("T", " ")} UTC`;

function runFacts(proof: Proof): Block {
  const { produce } = proof;
  return facts([
    ["run", startText(proof)],
    ["cluster", `${brokerCount(proof.cluster.brokers)}, target ${proof.cluster.target}`],
    ["scale", factor(proof.scale.factor)],
    ["measured", `${seconds(proof.measuredSeconds)} after ${seconds(proof.warmupSeconds)} of warm-up`],
    ["profile", proof.profile],
    ["due", `${messageRate(produce.targetMessagesPerSecond)}, ${formatBytesPerSecond(produce.targetBytesPerSecond)}`],
    ["held", `${heldText(proof)}, ${formatBytesPerSecond(produce.bytesPerSecond)}`],
    ...(produce.dropped > 0 ? [["dropped", `${count(produce.dropped)} messages`] as const] : []),
    ...(proof.stopped === null ? [] : [["stopped early", proof.stopped] as const]),
  ]);
}

/** What was judged, one finding a row. */
export const findingTable = (findings: readonly Finding[]): Block =>
  table(
    "Findings",
    [
      { head: "outcome", cell: ({ outcome }) => ({ kind: "outcome", outcome, text: outcome }) },
      { head: "code", cell: ({ code: of }) => code(of) },
      { head: "finding", cell: ({ text: found }) => found },
    ],
    findings,
  );

function overTime(proof: Proof): Block[] {
  if (proof.series.length === 0) return [text("The run left no series.")];
  const shown = whileLoaded(proof);
  const cut = shown.series.length < proof.series.length;
  return [
    { kind: "chart", chart: throughputChart(shown) },
    { kind: "chart", chart: latencyChart(shown) },
    ...(proof.warmupSeconds > 0 ? [note("Shaded: the warm-up, which is not measured.")] : []),
    ...(proof.events.length > 0
      ? [
          note(
            `Events: ${eventsText(proof.eventCounts)}. Numbers in the charts${cut ? ", which end with the load" : ""}:`,
          ),
          {
            kind: "list",
            numbered: true,
            items: proof.events.map(({ t, text: what }) => `${seconds(t)}: ${what}`),
          } as const,
        ]
      : []),
  ];
}
