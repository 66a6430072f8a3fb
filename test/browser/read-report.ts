import type { Page } from "playwright-core";
import type { Block, Cell, Table } from "../../loadgen/report/model/block.ts";
import type { Gauge } from "../../loadgen/report/model/gauges.ts";

/** What a report has to say, taken from its page or from its JSON. */
export interface Said {
  readonly facts: readonly (readonly string[])[];
  /** Captions and cells of every table, and of every gauge its figures and the lengths of its bars in percent. */
  readonly tables: readonly { readonly caption: string; readonly rows: readonly (readonly string[])[] }[];
  readonly gauges: readonly (readonly number[])[];
}

/** What the page shows, in its order; the numbers of charts, which the JSON has as points, are left out. */
export const saidByPage = (page: Page): Promise<Said> => page.evaluate<Said>(inThePage);

// Runs in the page, whose types this program does not have.
const inThePage = `(() => {
  const words = (element) => element.textContent.replace(/[✓✗?▲▼]/g, "").replace(/\\s+/g, " ").trim();
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  return {
    facts: all("dl.facts > div").map((pair) => all("dt, dd", pair).map(words)),
    tables: all("table:not(.gauges table, .numbers table)").map((table) => ({
      caption: words(table.querySelector("caption")),
      rows: all("tbody tr", table).map((row) => all("th, td", row).map(words)),
    })),
    gauges: all(".gauges tbody tr").map((row) => all(".use", row).map((bar) => Number.parseFloat(bar.style.width))),
  };
})()`;

/** The same of the report as JSON. */
export function saidByJson(report: {
  highlights: readonly (readonly string[])[];
  parts: readonly { blocks: readonly Block[] }[];
}): Said {
  const blocks = report.parts.flatMap((part) => flat(part.blocks));
  const of = <K extends Block["kind"]>(kind: K) =>
    blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
  return {
    facts: [...report.highlights, ...of("facts").flatMap(({ facts }) => facts)],
    tables: of("table").map(({ caption, rows }: Table) => ({ caption, rows: rows.map((row) => row.map(wordsOf)) })),
    gauges: of("gauges").flatMap(({ gauges }) => gauges.gauges.map(lengthsOf)),
  };
}

const flat = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block) => (block.kind === "section" || block.kind === "folded" ? flat(block.blocks) : [block]));

function wordsOf(cell: Cell): string {
  const text = typeof cell === "string" ? cell : cell.kind === "lines" ? cell.lines.map(wordsOf).join("") : cell.text;
  return text
    .replaceAll("`", "")
    .replace(/[✓✗?▲▼]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

const lengthsOf = ({ uses }: Gauge): number[] =>
  uses.filter((use) => use !== null).map((use) => Number((100 * Math.min(1, use)).toFixed(1)));
