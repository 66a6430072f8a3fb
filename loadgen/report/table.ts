import { html, type Markup } from "./markup.ts";

type Cell = string | number | Markup;

/** A column of a report table; numbers stand at the right. */
export type Column<Row> = { head: string; numeric?: boolean; cell: (row: Row) => Cell };

/**
 * Renders rows as a table with a caption, the first column as row headings. On a narrow screen each row becomes a
 * block with the column's name before each value; the roles keep it a table for assistive software even then.
 */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Markup {
  const kind = (column: Column<Row>): string => (column.numeric ? "number" : "text");
  const cell = (column: Column<Row>, row: Row, first: boolean): Markup =>
    first
      ? html`<th scope="row" role="rowheader" class="${kind(column)}">${column.cell(row)}</th>`
      : html`<td role="cell" class="${kind(column)}" data-head="${column.head}">${column.cell(row)}</td>`;
  return html`<table role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader" class="${kind(column)}">${column.head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${columns.map((column, i) => cell(column, row, i === 0))}</tr>\n`)}</tbody>
</table>`;
}

/** A pair of term and value of {@link facts}. */
export type Fact = readonly [term: string, value: Cell];

/** Renders pairs of term and value as a definition list laid out as a grid. */
export function facts(pairs: readonly Fact[]): Markup {
  return html`<dl class="facts">${pairs.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}
