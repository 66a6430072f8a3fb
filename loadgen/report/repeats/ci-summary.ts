import type { Repeats } from "../../repeats/repeats.ts";
import { blocksText } from "../markdown/blocks.ts";
import { inline } from "../markdown/inline.ts";
import { code, table } from "../model/block.ts";
import { runTable, spreadTable } from "./tables.ts";
import { repeatsVerdict } from "./verdict.ts";

/** The verdict of several proofs of the same load in Markdown, for the summary page of a CI job. */
export function renderRepeatsSummary(repeats: Repeats): string {
  const { word, sentence } = repeatsVerdict(repeats);
  const against = repeats.runs.flatMap(({ findings }, i) =>
    findings.filter(({ outcome }) => outcome !== "pass").map((finding) => ({ number: i + 1, finding })),
  );
  const findings = table<(typeof against)[number]>(
    "Findings that are no pass",
    [
      { head: "run", cell: ({ number }) => `run ${number}` },
      { head: "finding", cell: ({ finding }) => code(finding.code) },
      { head: "outcome", cell: ({ finding: { outcome } }) => ({ kind: "outcome", outcome, text: outcome }) },
      { head: "what was found", cell: ({ finding }) => finding.text },
    ],
    against,
  );
  const blocks = [spreadTable(repeats), runTable(repeats.runs), ...(against.length > 0 ? [findings] : [])];
  return `### ${inline(repeats.name)}: ${word}\n\n${inline(sentence)}\n\n${blocksText(blocks, 4)}\n`;
}
