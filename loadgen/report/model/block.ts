import type { Chart } from "./chart.ts";
import type { Flows } from "./flows.ts";
import type { Gauges } from "./gauges.ts";
import type { Racks } from "./racks.ts";

/** How something turned out: of a finding, or of a figure beside another one. */
export type Outcome = "pass" | "fail" | "invalid" | "better" | "worse";

/** What stands in a cell: words, or words with a meaning that a page shows. */
export type Cell =
  | string
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "outcome"; readonly outcome: Outcome; readonly text: string }
  /** A part of a whole, 0 to 1, with its figure. */
  | { readonly kind: "bar"; readonly fraction: number; readonly text: string }
  | { readonly kind: "lines"; readonly lines: readonly Cell[] };

/** A term and its value. */
export type Fact = readonly [term: string, value: string];

/** Numbers stand at the right. */
export interface Column {
  readonly head: string;
  readonly numeric: boolean;
}

/** The first cell of each row names it. */
export interface Table {
  readonly kind: "table";
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A piece of a report. In `text` and `title`, commands and names stand between backquotes. */
export type Block =
  | { readonly kind: "section"; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly kind: "text"; readonly tone: "plain" | "note" | "statement"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | Table
  | { readonly kind: "list"; readonly numbered: boolean; readonly items: readonly Cell[] }
  /** Shown when a reader opens it, and on paper. */
  | { readonly kind: "folded"; readonly title: string; readonly blocks: readonly Block[] }
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "gauges"; readonly gauges: Gauges }
  | { readonly kind: "flows"; readonly flows: Flows }
  | { readonly kind: "racks"; readonly racks: Racks };

/** A column of {@link table} and how a row fills it. */
export interface TableColumn<Row> {
  readonly head: string;
  readonly numeric?: boolean;
  readonly cell: (row: Row) => Cell;
}

/** Rows as a table. */
export function table<Row>(caption: string, columns: readonly TableColumn<Row>[], rows: readonly Row[]): Table {
  return {
    kind: "table",
    caption,
    columns: columns.map(({ head, numeric = false }) => ({ head, numeric })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

export const facts = (pairs: readonly Fact[]): Block => ({ kind: "facts", facts: pairs });
export const section = (title: string, ...blocks: readonly Block[]): Block => ({ kind: "section", title, blocks });
export const folded = (title: string, ...blocks: readonly Block[]): Block => ({ kind: "folded", title, blocks });
export const text = (words: string): Block => ({ kind: "text", tone: "plain", text: words });
export const note = (words: string): Block => ({ kind: "text", tone: "note", text: words });
export const code = (words: string): Cell => ({ kind: "code", text: words });

/** A list under its title; nothing where it is empty. */
export function titledList(title: string, items: readonly Cell[]): Block[] {
  return items.length === 0 ? [] : [section(title, { kind: "list", numbered: false, items })];
}
