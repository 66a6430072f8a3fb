import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { RepeatedRun, Repeats } from "../../repeats/repeats.ts";
import { auditBlocks } from "../audit/audit.ts";
import { brokerCount, count, factor, messageRate, milliseconds, seconds } from "../figures.ts";
import { type Block, type Fact, facts, note } from "../model/block.ts";
import type { Part, ReportModel } from "../model/report.ts";
import { planParts } from "../plan/part.ts";
import { findingTable, startText } from "../proof/part.ts";
import { planVerdict } from "../verdict.ts";
import { latencyChart, rateChart } from "./charts.ts";
import { shortSpreadText } from "./spread-text.ts";
import { runTable, spreadTable } from "./tables.ts";
import { repeatsVerdict } from "./verdict.ts";

/** The report of several proofs of the same load: all of them together, each of them, and the plan. */
export function reportOfRepeats(repeats: Repeats, plan: Plan): ReportModel {
  const { name, runs } = repeats;
  return {
    schema: "plimsoll/report@1",
    subject: "proof",
    name,
    title: `${name}: plan and ${runs.length} proofs`,
    verdict: repeatsVerdict(repeats),
    besides: [{ part: "plan", sentence: planVerdict(plan).sentence }],
    highlights: highlightsOf(repeats),
    parts: [togetherPart(repeats), ...runs.map(runPart), ...planParts(plan)],
  };
}

function highlightsOf({ runs, spread, audit }: Repeats): Fact[] {
  return [
    ["passed", `${count(runs.filter(({ verdict }) => verdict === "pass").length)} of ${count(runs.length)}`],
    ["held", shortSpreadText(spread.messagesPerSecond, messageRate)],
    [
      "99 % acknowledged in",
      spread.latency === null ? "none in a run" : shortSpreadText(spread.latency.p99, milliseconds),
    ],
    ["lost", `${count(audit.lost)} of ${count(audit.acknowledged)}`],
    ["repeated", count(audit.repeated)],
  ];
}

function togetherPart(repeats: Repeats): Part {
  const { cluster, scale, profile, driver, runs, audit } = repeats;
  const latency = latencyChart(repeats);
  return {
    id: "repeats",
    title: "All runs together",
    blocks: [
      facts([
        ["cluster", `${brokerCount(cluster.brokers)}, target ${cluster.target}`],
        ["scale", factor(scale.factor)],
        ["profile", profile],
        ["client", driver],
        ["measured", seconds(runs.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0))],
      ]),
      note(`Scale: ${scale.chosen}.`),
      spreadTable(repeats),
      note("The interval is that of the mean, by Student's t: each run counts as one value."),
      { kind: "chart", chart: rateChart(repeats) },
      ...(latency === null ? [] : [{ kind: "chart", chart: latency } as const]),
      runTable(runs),
      auditBlocks({ ...audit, partitions: [] }),
    ],
  };
}

function runPart(run: RepeatedRun, i: number): Part {
  const number = i + 1;
  return { id: `run-${number}`, title: `Run ${number}: ${run.verdict}`, blocks: runBlocks(run, number) };
}

function runBlocks(run: RepeatedRun, number: number): Block[] {
  return [
    facts([
      ["run", startText(run)],
      ["measured", seconds(run.measuredSeconds)],
      ["due", messageRate(run.targetMessagesPerSecond)],
      ["held", `${messageRate(run.messagesPerSecond)}, ${formatBytesPerSecond(run.bytesPerSecond)}`],
    ]),
    note(`With \`--out\` the folder \`${number}\` has the proof and the report of this run.`),
    findingTable(run.findings),
    auditBlocks({ ...run.audit, partitions: [] }),
  ];
}
