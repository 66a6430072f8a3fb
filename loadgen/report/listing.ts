/** A table of plain text, which a terminal and a page show alike. */
export interface Listing {
  readonly title: string;
  readonly columns: readonly { readonly head: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A column of a {@link listing}: the first one names the row. */
export type ListingColumn<Row> = readonly [head: string, cell: (row: Row) => string];

/** What stands where a row has no such number. */
export const nothing = "-";

/** Rows as a listing; a column in which no row has anything is left out. */
export function listing<Row>(title: string, columns: readonly ListingColumn<Row>[], rows: readonly Row[]): Listing {
  const used = columns.filter(([, cell]) => rows.some((row) => cell(row) !== nothing));
  return {
    title,
    columns: used.map(([head], at) => ({ head, numeric: at > 0 })),
    rows: rows.map((row) => used.map(([, cell]) => cell(row))),
  };
}
