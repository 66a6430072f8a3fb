import { html, inlineCode, type Markup } from "../markup.ts";
import type { Cell, Outcome } from "../model/block.ts";

/** Signs beside the words of an outcome, so that neither colour nor sign alone tells it. */
const signs: Record<Outcome, string> = { pass: "✓", fail: "✗", invalid: "?", better: "▲", worse: "▼" };

/** A cell as markup; commands and names between backquotes are set as such. */
export function cellMarkup(cell: Cell): Markup {
  if (typeof cell === "string") return inlineCode(cell);
  switch (cell.kind) {
    case "code":
      return html`<code>${cell.text}</code>`;
    case "outcome":
      return html`<span class="outcome ${cell.outcome}"><span aria-hidden="true">${signs[cell.outcome]}</span> ${cell.text}</span>`;
    case "bar":
      return html`<span class="bar"><span class="track"><span class="fill" style="width:${percentOf(cell.fraction)}"></span></span><span class="figure">${cell.text}</span></span>`;
    case "lines":
      return html`${cell.lines.map((line) => html`<div>${cellMarkup(line)}</div>`)}`;
  }
}

/** A part of a whole as a length, never beyond the whole: `43.1%`. */
export const percentOf = (fraction: number): string => `${(100 * Math.min(1, fraction)).toFixed(1)}%`;
