import type { ReportModel } from "../model/report.ts";
import { blocksText } from "./blocks.ts";
import { inline } from "./inline.ts";

/** Renders a report as one Markdown document: tables where the page has charts and gauges, folded parts as `details`. */
export function renderMarkdown({ name, subject, verdict, besides, highlights, parts }: ReportModel): string {
  const lines = [
    `# ${inline(name)}`,
    `**${verdict.word}** (${subject}): ${inline(verdict.sentence)}`,
    besides.map(({ part, sentence }) => `- ${part === null ? "" : `**${part}** `}${inline(sentence)}`).join("\n"),
    blocksText([{ kind: "facts", facts: highlights }], 3),
    ...parts.flatMap((part) => [`## ${inline(part.title)}`, blocksText(part.blocks, 3)]),
  ];
  return `${lines.filter((line) => line !== "").join("\n\n")}\n`;
}
