import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { AuditResult } from "../proof/audit-result.ts";
import type { FaultReport } from "../proof/fault-report.ts";
import type { Finding } from "../proof/finding.ts";
import type { Latency } from "../proof/latency.ts";
import type { Mark } from "../proof/mark.ts";
import type { Proof } from "../proof/proof.ts";
import { agentsText } from "./agents.ts";
import { auditWords } from "./audit/words.ts";
import { busiestText } from "./busiest-text.ts";
import { eventsText } from "./event-text.ts";
import { faultText } from "./fault-text.ts";
import { count, factor, messageRate, milliseconds, percent, seconds } from "./figures.ts";
import { heldText } from "./steady-text.ts";
import { wrap } from "./text.ts";
import { markMeaning, markVerdict, proofVerdict } from "./verdict.ts";

const width = 80;
const label = 12;
const mostFindings = 7;
const mostFaults = 3;
const mostGroups = 2;

/** The verdict of a proof in one screen of plain text: at most 80 columns and 23 lines. */
export function proofSummary(proof: Proof): string {
  const { word, sentence } = proofVerdict(proof);
  const { produce, limits, consume } = proof;
  const faults = faultLines(proof.faults);
  const agents = proof.agents.length > 0 ? field("agents", agentsText(proof.agents), 3) : [];
  const busiest = busiestText(proof);
  const brokers = busiest === null ? [] : field("brokers", busiest);
  const happened = eventsText(proof.eventCounts);
  const events = happened === null ? [] : field("events", happened);
  return screen([
    ...field(word.toUpperCase(), sentence, 4),
    ...field("scale", `${factor(proof.scale.factor)} of the plan: ${proof.scale.chosen}`, 2),
    ...field("held", `${heldText(proof)}, ${formatBytesPerSecond(produce.bytesPerSecond)} acknowledged`),
    ...field(
      "due",
      `${messageRate(produce.targetMessagesPerSecond)}, ${formatBytesPerSecond(produce.targetBytesPerSecond)}`,
    ),
    ...readLines(consume),
    ...field("latency", latencyText(produce.latency)),
    ...field("audit", auditText(proof.audit, true), 2),
    ...field("limits", `generator ${percent(limits.eventLoopUtilisation)} busy, ${machineText(proof)}`),
    ...brokers,
    ...agents,
    ...faults,
    ...events,
    ...findingLines(proof.findings, Math.max(0, mostFindings - [brokers, agents, faults, events].flat().length)),
  ]);
}

/** What the mark measured in one screen of plain text: at most 80 columns and 23 lines. */
export function markSummary(mark: Mark): string {
  const { target, sink, produce, produceAndRead } = mark;
  const phase = ({ messagesPerSecond, bytesPerSecond, seconds: time }: Mark["sink"]): string =>
    `${messageRate(messagesPerSecond)}, ${formatBytesPerSecond(bytesPerSecond)} for ${seconds(time)}`;
  return screen([
    ...field("MARK", markVerdict(mark).sentence, 5),
    ...field(
      "target",
      `${messageRate(target.messagesPerSecond)}, ${formatBytesPerSecond(target.bytesPerSecond)}, ${formatBytesPerSecond(target.readBytesPerSecond)} read back`,
    ),
    ...field("one broker", phase(produce)),
    ...field(
      "and read",
      `${phase(produceAndRead)}, ${formatBytesPerSecond(produceAndRead.readBytesPerSecond)} read back`,
      2,
    ),
    ...field("sink", `${phase(sink)}: the generator's own ceiling`, 2),
    ...field("latency", latencyText(produce.latency)),
    ...field("audit", auditText(mark.audit, mark.drained), 2),
    ...field("machine", `${mark.machine.cores} cores, ${mark.machine.cpu}`),
    ...field("", markMeaning, 3),
  ]);
}

function screen(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}

function field(name: string, text: string, mostLines = 1): string[] {
  return wrap(text, width - label, mostLines).map((line, i) =>
    `${(i === 0 ? name : "").padEnd(label)}${line}`.trimEnd(),
  );
}

function machineText({ agents, limits: { machineCpu, cores } }: Proof): string {
  if (agents.length === 0) return `machine ${percent(machineCpu)} of ${cores} cores`;
  return `busiest machine ${percent(machineCpu)}, ${cores} cores in all`;
}

/** The groups that read the most; those that do not fit are counted. */
function readLines(groups: Proof["consume"]): string[] {
  const shown = groups.toSorted((a, b) => b.messagesPerSecond - a.messagesPerSecond).slice(0, mostGroups);
  const hidden = groups.length - shown.length;
  return shown.flatMap((group, i) => {
    const more = hidden > 0 && i === shown.length - 1 ? `, and ${hidden} more` : "";
    return field(i === 0 ? "read" : "", `${readBy(group)}${more}`);
  });
}

function readBy({ group, messagesPerSecond, bytesPerSecond }: Proof["consume"][number]): string {
  return `${messageRate(messagesPerSecond)}, ${formatBytesPerSecond(bytesPerSecond)} by ${group}`;
}

function latencyText(latency: Latency): string {
  if (latency.count === 0) return "nothing was acknowledged";
  const { p50, p99, p999, max } = latency;
  return `50 % ${milliseconds(p50)}, 99 % ${milliseconds(p99)}, 99.9 % ${milliseconds(p999)}, max ${milliseconds(max)}`;
}

function auditText(audit: AuditResult, drained: boolean): string {
  const { outcome, missing } = auditWords(audit, drained);
  return (
    `${outcome}: ${count(audit.acknowledged)} acknowledged, ${count(audit.lost)} ${missing}, ` +
    `${count(audit.corrupted)} corrupted, ${count(audit.repeated)} repeated, ${count(audit.outOfOrder)} out of order`
  );
}

const severity = { fail: 0, invalid: 1, pass: 2 } as const;

/** The faults, a line each or one in two; those that do not fit are counted. */
function faultLines(faults: readonly FaultReport[]): string[] {
  const shown = faults.length > mostFaults ? mostFaults - 1 : mostFaults;
  const lines = faults
    .slice(0, shown)
    .flatMap((fault, i) => field(i === 0 ? "faults" : "", faultText(fault), faults.length === 1 ? 2 : 1));
  const hidden = faults.length - shown;
  return hidden > 0 ? [...lines, ...field("", `and ${hidden} more in proof.json`)] : lines;
}

/** The findings, worst first, a line each; those that do not fit are counted. */
function findingLines(findings: readonly Finding[], most: number): string[] {
  const sorted = findings.toSorted((a, b) => severity[a.outcome] - severity[b.outcome]);
  const shown = sorted.slice(0, most).flatMap(({ outcome, code, text }) => field(outcome, `${code}: ${text}`));
  const hidden = sorted.length - most;
  return hidden > 0 ? [...shown, ...field("", `and ${hidden} more in proof.json`)] : shown;
}
