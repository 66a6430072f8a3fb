import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { AuditResult, Finding, Latency, Mark, Proof } from "../proof.ts";
import { count, factor, messageRate, milliseconds, percent, seconds } from "./figures.ts";
import { wrap } from "./text.ts";
import { markMeaning, markVerdict, proofVerdict } from "./verdict.ts";

const width = 80;
const label = 12;
const mostFindings = 7;

/** The verdict of a proof in one screen of plain text: at most 80 columns and 23 lines. */
export function proofSummary(proof: Proof): string {
  const { word, sentence } = proofVerdict(proof);
  const { produce, limits, consume } = proof;
  return screen([
    ...field(word.toUpperCase(), sentence, 4),
    ...field("scale", `${factor(proof.scale.factor)} of the plan: ${proof.scale.chosen}`, 2),
    ...field(
      "held",
      `${messageRate(produce.messagesPerSecond)}, ${formatBytesPerSecond(produce.bytesPerSecond)} acknowledged`,
    ),
    ...field(
      "due",
      `${messageRate(produce.targetMessagesPerSecond)}, ${formatBytesPerSecond(produce.targetBytesPerSecond)}`,
    ),
    ...consume.slice(0, 2).flatMap((group) => field(group === consume[0] ? "read" : "", readBy(group))),
    ...field("latency", latencyText(produce.latency)),
    ...field("audit", auditText(proof.audit), 2),
    ...field(
      "limits",
      `generator ${percent(limits.eventLoopUtilisation)} busy, machine ${percent(limits.machineCpu)} of ${limits.cores} cores`,
    ),
    ...findingLines(proof.findings),
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
    ...field("audit", auditText(mark.audit), 2),
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

function readBy({ group, messagesPerSecond, bytesPerSecond }: Proof["consume"][number]): string {
  return `${messageRate(messagesPerSecond)}, ${formatBytesPerSecond(bytesPerSecond)} by ${group}`;
}

function latencyText(latency: Latency): string {
  if (latency.count === 0) return "nothing was acknowledged";
  const { p50, p99, p999, max } = latency;
  return `50 % ${milliseconds(p50)}, 99 % ${milliseconds(p99)}, 99.9 % ${milliseconds(p999)}, max ${milliseconds(max)}`;
}

function auditText(audit: AuditResult): string {
  return (
    `${audit.clean ? "clean" : "not clean"}: ${count(audit.acknowledged)} acknowledged, ${count(audit.lost)} lost, ` +
    `${count(audit.corrupted)} corrupted, ${count(audit.repeated)} repeated, ${count(audit.outOfOrder)} out of order`
  );
}

const severity = { fail: 0, invalid: 1, pass: 2 } as const;

/** The findings, worst first, a line each; those that do not fit are counted. */
function findingLines(findings: readonly Finding[]): string[] {
  const sorted = findings.toSorted((a, b) => severity[a.outcome] - severity[b.outcome]);
  const shown = sorted.slice(0, mostFindings).flatMap(({ outcome, code, text }) => field(outcome, `${code}: ${text}`));
  const hidden = sorted.length - mostFindings;
  return hidden > 0 ? [...shown, ...field("", `and ${hidden} more in proof.json`)] : shown;
}
