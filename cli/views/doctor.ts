import { wrap } from "../../loadgen/report/text.ts";
import type { Examination } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import type { Paint } from "../terminal.ts";
import { columns } from "./columns.ts";
import { width } from "./lines.ts";

const tones = { ok: "green", degraded: "yellow", missing: "red" } as const;

/** An examination as plain text: each finding in a line, and under what is lacking how to get it and what needs it. */
export function renderExamination({ verdict, findings }: Examination, paint: Paint): string {
  const heads = columns(
    findings.map(({ state, name }) => [state, name]),
    ["left", "left"],
  );
  const indent = Math.max(...heads.map(({ length }) => length)) + 2;
  const lines = findings.flatMap((finding, i) => {
    const [first = "", ...rest] = wrap(finding.found, width - indent, 3);
    const head = `${heads[i]!.padEnd(indent)}${first}`.replace(/^\S+/, (state) => paint(tones[finding.state], state));
    return [head, ...[...rest, ...adviceOf(finding, width - indent)].map((line) => `${" ".repeat(indent)}${line}`)];
  });
  return `${[...lines, "", paint("bold", sentenceOf(verdict, findings))].join("\n")}\n`;
}

function adviceOf(finding: Finding, columns: number): string[] {
  if (finding.state === "ok") return [];
  return [...wrap(`to do: ${finding.remedy}`, columns, 5), ...wrap(`needed by: ${finding.neededBy}`, columns, 2)];
}

function sentenceOf(verdict: Examination["verdict"], findings: readonly Finding[]): string {
  if (verdict === "lacking") return "plan runs here; up and prove do not before what is missing is there";
  const rest = findings.filter(({ state }) => state !== "ok").length;
  return `plan, up and prove run here${rest === 0 ? "" : "; what else is lacking stands above"}`;
}
