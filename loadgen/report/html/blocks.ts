import { html, inlineCode, type Markup, trusted } from "../markup.ts";
import type { Block } from "../model/block.ts";
import { cellMarkup } from "./cell.ts";
import { chartMarkup, flowsMarkup } from "./figure.ts";
import { gaugesMarkup } from "./gauges.ts";
import { racksMarkup } from "./racks.ts";
import { tableMarkup } from "./table.ts";

const textClasses = { plain: "plain", note: "note", statement: "statement" } as const;

/** Blocks as markup; the titles of their sections are headings of `level`. */
export function blocksMarkup(blocks: readonly Block[], level: number): Markup {
  return html`${blocks.map((block) => blockMarkup(block, level))}`;
}

function blockMarkup(block: Block, level: number): Markup {
  switch (block.kind) {
    case "section": {
      const tag = trusted(`h${Math.min(level, 6)}`);
      return html`<${tag}>${block.title}</${tag}>\n${blocksMarkup(block.blocks, level + 1)}`;
    }
    case "text":
      return html`<p class="${textClasses[block.tone]}">${inlineCode(block.text)}</p>\n`;
    case "facts":
      return factsMarkup(block.facts);
    case "table":
      return tableMarkup(block);
    case "list": {
      const items = block.items.map((item) => html`<li>${cellMarkup(item)}</li>`);
      return block.numbered ? html`<ol class="events">${items}</ol>\n` : html`<ul>${items}</ul>\n`;
    }
    case "folded":
      return html`<details><summary>${block.title}</summary>\n${blocksMarkup(block.blocks, level)}</details>\n`;
    case "chart":
      return chartMarkup(block.chart);
    case "gauges":
      return gaugesMarkup(block.gauges);
    case "flows":
      return flowsMarkup(block.flows);
    case "racks":
      return racksMarkup(block.racks);
  }
}

/** Terms and values as a list laid out as a grid. */
export function factsMarkup(facts: readonly (readonly [string, string])[]): Markup {
  return html`<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>\n`;
}
