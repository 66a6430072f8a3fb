import { html, type Markup } from "../markup.ts";
import type { Cell, Column, Table } from "../model/block.ts";
import { cellMarkup } from "./cell.ts";

/** Larger tables scroll on a narrow screen; the rows of smaller ones become blocks there. */
const mostRowsAsBlocks = 40;

/** A table with its caption, the first cell of each row as its heading. */
export function tableMarkup(table: Table): Markup {
  return table.rows.length > mostRowsAsBlocks ? scrolling(table) : folding(table);
}

const kind = ({ numeric }: Column): string => (numeric ? "number" : "text");

/** A figure should not be broken; longer words may be. */
const longestFigure = 16;

const kindOf = (column: Column, cell: Cell): string =>
  column.numeric && typeof cell === "string" && cell.length <= longestFigure ? "number short" : kind(column);

/**
 * A table whose rows become blocks on a narrow screen, with the column's name before each value; the roles keep it a
 * table for assistive software even then.
 */
function folding({ caption, columns, rows }: Table): Markup {
  return html`<table class="folding" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader" class="${kind(column)}">${column.head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, i) =>
        i === 0
          ? html`<th scope="row" role="rowheader" class="${kind(columns[i]!)}">${cellMarkup(cell)}</th>`
          : html`<td role="cell" class="${kindOf(columns[i]!, cell)}" data-head="${columns[i]!.head}">${cellMarkup(cell)}</td>`,
      )}</tr>\n`,
  )}</tbody>
</table>`;
}

/** A table that scrolls by itself, without a word more than it needs: a large plan has thousands of rows. */
export function scrolling({ caption, columns, rows }: Table): Markup {
  return html`<div class="scrolling" tabindex="0" role="group" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col" class="${kind(column)}">${column.head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cellMarkup(cell)}</th>` : html`<td${attributes(columns[i]!, cell)}>${cellMarkup(cell)}</td>`))}</tr>\n`,
  )}</tbody>
</table></div>`;
}

const attributes = (column: Column, cell: Cell): Markup =>
  column.numeric ? html` class="${kindOf(column, cell)}"` : html``;
