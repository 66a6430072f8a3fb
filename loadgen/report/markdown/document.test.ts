import { describe, expect, test } from "vitest";
import { repeatsOf } from "../../repeats/repeats.ts";
import { comparisonOfPlans } from "../compare/plans.ts";
import { comparisonOfProofs } from "../compare/proofs.ts";
import { failedProof, mark, proof } from "../fixtures.ts";
import { fleetPlan } from "../fleet-fixtures.ts";
import { renderHtml } from "../html/page.ts";
import type { Block, Cell } from "../model/block.ts";
import { reportOf } from "../model/build.ts";
import type { ReportModel } from "../model/report.ts";
import { plan, refusedPlan } from "../plan-fixtures.ts";
import { reportOfRepeats } from "../repeats/report.ts";
import { renderMarkdown } from "./document.ts";
import { cellText, inline } from "./inline.ts";

/** Every word that a report has to show, whatever shows it. */
const wordsOf = (blocks: readonly Block[]): string[] => blocks.flatMap(wordsOfBlock);

function wordsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case "section":
    case "folded":
      return [block.title, ...wordsOf(block.blocks)];
    case "text":
      return [block.text];
    case "facts":
      return block.facts.flat();
    case "table":
      return [block.caption, ...block.columns.map(({ head }) => head), ...block.rows.flat().flatMap(wordsOfCell)];
    case "list":
      return block.items.flatMap(wordsOfCell);
    case "chart":
      return [block.chart.title, block.chart.alt];
    case "gauges":
      return block.gauges.gauges.map(({ name }) => name);
    case "flows":
      return [block.flows.title, block.flows.alt];
    case "racks":
      return [block.racks.metadata.name];
  }
}

function wordsOfCell(cell: Cell): string[] {
  if (typeof cell === "string") return [cell];
  return cell.kind === "lines" ? cell.lines.flatMap(wordsOfCell) : [cell.text];
}

const plain = (text: string): string =>
  text
    .replace(/<title>[\s\S]*?<\/title>/g, " ")
    .replace(/aria-label="([^"]*)"/g, ">$1<")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/[\\`*]/g, "")
    .replace(/\s+/g, " ");

const reports: [string, ReportModel][] = [
  ["a plan", reportOf({ plan })],
  ["several clusters", reportOf({ plan: fleetPlan })],
  ["a refused plan", reportOf({ plan: refusedPlan })],
  ["a failed proof and a mark", reportOf({ plan, proof: failedProof, mark })],
  ["runs of the same load", reportOfRepeats(repeatsOf([proof, failedProof, proof]), plan)],
  [
    "two plans",
    comparisonOfPlans(
      { label: "a", value: { plan, written: null } },
      { label: "b", value: { plan: fleetPlan, written: null } },
    ),
  ],
  ["two proofs", comparisonOfProofs({ label: "a", value: proof }, { label: "b", value: failedProof })],
];

describe.each(reports)("%s", (_, report) => {
  const words = [
    report.verdict.sentence,
    ...report.highlights.flat(),
    ...report.parts.flatMap(({ title, blocks }) => [title, ...wordsOf(blocks)]),
  ].map(plain);

  test("has everything on the page and in Markdown", () => {
    expect(words.length).toBeGreaterThan(20);
    for (const shown of [plain(renderHtml(report)), plain(renderMarkdown(report))])
      for (const word of words) expect(shown).toContain(word.trim());
  });

  test("has a JSON that says as much", () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test("has tables of one width in Markdown", () => {
    const tables = renderMarkdown(report)
      .split(/\n\n/)
      .filter((block) => block.startsWith("| ") || block.startsWith("**"));
    let rows = 0;
    for (const block of tables) {
      const widths = block
        .split("\n")
        .filter((line) => line.startsWith("|"))
        .map((line) => line.replaceAll("\\|", "").split("|").length);
      rows += widths.length;
      expect(new Set(widths).size).toBeLessThanOrEqual(1);
    }
    expect(rows).toBeGreaterThan(5);
  });
});

test("text begins no element, but commands stay commands", () => {
  expect(inline("a|b *c* <d> [e] `plimsoll plan *`\nf")).toBe("a\\|b \\*c\\* \\<d\\> \\[e\\] `plimsoll plan *` f");
  expect(inline("one ` alone")).toBe("one \\` alone");
  expect(cellText({ kind: "code", text: "a`b|c" })).toBe("`a'b\\|c`");
});
