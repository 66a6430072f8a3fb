import { numbersOf } from "../charts/numbers.ts";
import { count, percent } from "../figures.ts";
import { type Block, type Cell, type Table, table } from "../model/block.ts";
import type { Gauge, Gauges } from "../model/gauges.ts";
import type { Racks } from "../model/racks.ts";
import { cellText, inline } from "./inline.ts";

/** Blocks as Markdown, with an empty line between; the titles of their sections are headings of `level`. */
export function blocksText(blocks: readonly Block[], level: number): string {
  return blocks.map((block) => blockText(block, level)).join("\n\n");
}

function blockText(block: Block, level: number): string {
  switch (block.kind) {
    case "section":
      return `${"#".repeat(Math.min(level, 6))} ${inline(block.title)}\n\n${blocksText(block.blocks, level + 1)}`;
    case "text":
      return inline(block.text);
    case "facts":
      return block.facts.map(([term, value]) => `- ${inline(term)}: **${inline(value)}**`).join("\n");
    case "table":
      return tableText(block);
    case "list":
      return block.items.map((item, i) => `${block.numbered ? `${i + 1}.` : "-"} ${cellText(item)}`).join("\n");
    case "folded":
      return foldedText(block.title, blocksText(block.blocks, level));
    case "chart":
      return [
        `**${inline(block.chart.title)}.** ${inline(block.chart.alt)}`,
        foldedText("Numbers of this chart", tableText(numbersOf(block.chart))),
      ].join("\n\n");
    case "gauges":
      return tableText(gaugeTable(block.gauges));
    case "flows":
      return `**${inline(block.flows.title)}.** ${inline(block.flows.alt)}`;
    case "racks":
      return racksText(block.racks);
  }
}

const foldedText = (title: string, text: string): string =>
  `<details><summary>${inline(title)}</summary>\n\n${text}\n\n</details>`;

/** A table of GitHub's Markdown under its caption. */
function tableText({ caption, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    `**${inline(caption)}**`,
    "",
    line(columns.map(({ head }) => inline(head))),
    line(columns.map(({ numeric }) => (numeric ? "---:" : "---"))),
    ...rows.map((row) => line(row.map((cell: Cell) => cellText(cell)))),
  ].join("\n");
}

function gaugeTable({ title, states, gauges }: Gauges): Table {
  return table<Gauge>(
    title,
    [
      { head: "resource", cell: ({ name, bottleneck }) => (bottleneck === null ? name : `${name}, the bottleneck`) },
      ...states.map((state, at) => ({ head: state, numeric: true, cell: ({ uses }: Gauge) => percent(uses[at]!) })),
      { head: "limit", numeric: true, cell: ({ limit }) => (limit === null ? "not told" : percent(limit)) },
    ],
    gauges,
  );
}

function racksText({ cluster, racks, leadersPerBroker, replicasPerBroker, metadata }: Racks): string {
  const each = `The busiest broker of ${cluster} leads ${count(leadersPerBroker)} partitions and holds ${count(replicasPerBroker)} replicas; ${count(metadata.nodes)} ${metadata.name}.`;
  const brokers = racks.reduce((sum, rack) => sum + rack.brokers.length, 0);
  if (racks.length === brokers) return inline(each);
  return [
    inline(each),
    "",
    ...racks.map((rack) => `- rack ${inline(rack.name)}: brokers ${rack.brokers.join(", ")}`),
  ].join("\n");
}
