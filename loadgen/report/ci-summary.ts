import type { Proof } from "../proof/proof.ts";
import { proofSummary } from "./summary.ts";
import { proofVerdict } from "./verdict.ts";

/** The verdict of a proof in Markdown, for the summary page of a CI job. */
export function renderCiSummary(proof: Proof): string {
  const { word } = proofVerdict(proof);
  const rows = proof.findings.map(({ code, outcome, text }) => `| \`${code}\` | ${outcome} | ${cell(text)} |`);
  return [
    `### ${proof.name}: ${word}`,
    "",
    "```text",
    proofSummary(proof).trimEnd(),
    "```",
    "",
    "| finding | outcome | what was found |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** Text that neither ends a cell nor begins another element. */
const cell = (text: string) => text.replace(/[\\|`*_<>[\]]/g, (character) => `\\${character}`).replaceAll("\n", " ");
