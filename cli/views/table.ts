import type { Listing } from "../../loadgen/report/listing.ts";
import { type Align, columns } from "./columns.ts";
import { cut, width } from "./lines.ts";

const gap = 2;
const indent = "  ";
const narrowest = 6;

/** Widths that fit beside each other: the widest texts give way first, numbers only after them. */
function fittedWidths(rows: readonly (readonly string[])[], align: readonly Align[], most: number): number[] {
  const widths = align.map((_, at) => Math.max(0, ...rows.map((row) => (row[at] ?? "").length)));
  const room = most - indent.length - gap * (align.length - 1);
  const widestOf = (places: readonly number[]) =>
    places.filter((at) => widths[at]! > narrowest).sort((a, b) => widths[b]! - widths[a]!)[0];
  const all = align.map((_, at) => at);
  const texts = all.filter((at) => align[at] === "left");
  for (let excess = widths.reduce((sum, one) => sum + one, 0) - room; excess > 0; excess--) {
    const widest = widestOf(texts) ?? widestOf(all);
    if (widest === undefined) break;
    widths[widest]!--;
  }
  return widths;
}

/** Rows in columns that keep to the width of a view, by cutting cells where they must. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[], most = width): string[] {
  const widths = fittedWidths(rows, align, most);
  const fitting = rows.map((row) => row.map((cell, at) => cut(cell, widths[at]!)));
  return columns(fitting, align).map((line) => `${indent}${line}`.trimEnd());
}

/** A column: its head, the side on which its cells stand, and the cell of a row. */
export type Column<Row> = readonly [head: string, side: Align, cell: (row: Row) => string];

/** Rows as a table under the heads of their columns. */
export const tableOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], most = width): string[] =>
  table(
    [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, , cell]) => cell(row)))],
    columns.map(([, side]) => side),
    most,
  );

/** Rows of which a view shows the first, and how many it does not. */
export interface Shortened<Row> {
  readonly shown: readonly Row[];
  readonly more: number;
}

/** The first of many, or all if a reader asked for them. */
export function shortened<Row>(rows: readonly Row[], most: number, show: "main" | "all"): Shortened<Row> {
  const shown = show === "all" ? rows : rows.slice(0, most);
  return { shown, more: rows.length - shown.length };
}

/** What stands under rows of which some are not shown. */
export const moreLine = (more: number): string[] => (more === 0 ? [] : [`${indent}and ${more} more (--all)`]);

const mostRows = 12;

/** A listing as a table under its head, long ones cut unless all rows are asked for. */
export function listingTable({ columns: heads, rows }: Listing, show: "main" | "all"): string[] {
  const { shown, more } = shortened(rows, mostRows, show);
  const align = heads.map(({ numeric }): Align => (numeric ? "right" : "left"));
  return [...table([heads.map(({ head }) => head), ...shown], align), ...moreLine(more)];
}
