import { count, factor, percent } from "../figures.ts";
import { type Cell, type Table, table } from "../model/block.ts";

/** What is compared, and the name under which a reader knows it. */
export interface Named<T> {
  readonly label: string;
  readonly value: T;
}

/** A figure of one thing beside that of another. */
export interface Difference {
  readonly figure: string;
  readonly now: string;
  readonly other: string;
  readonly change: Cell;
}

/** Which way a figure should go; `neither` where it is not for a report to judge. */
export type Good = "more" | "less" | "neither";

/** A number beside another one; which is more, by how much, and whether that is good, is told in words. */
export function difference(
  figure: string,
  now: number | null,
  other: number | null,
  show: (value: number) => string,
  good: Good,
): Difference {
  const shown = (value: number | null) => (value === null ? "not known" : show(value));
  return { figure, now: shown(now), other: shown(other), change: changeOf(now, other, good) };
}

/** Words beside other words. */
export const wordDifference = (figure: string, now: string, other: string): Difference => ({
  figure,
  now,
  other,
  change: now === other ? "the same" : "different",
});

function changeOf(now: number | null, other: number | null, good: Good): Cell {
  if (now === null || other === null) return now === other ? "the same" : "not comparable";
  const text = changeText(now, other);
  if (good === "neither" || text === "the same") return text;
  const outcome = now > other === (good === "more") ? "better" : "worse";
  return { kind: "outcome", outcome, text: `${text}, ${outcome}` };
}

/** From here on a percentage says less than a multiple. */
const manyTimes = 3;

/** By how much a number is more or less than another one: `20 % less`, `4 times as much`, `2 more, from none`. */
export function changeText(now: number, other: number): string {
  if (now === other) return "the same";
  if (other === 0) return `${count(now)} more, from none`;
  if (now / other >= manyTimes) return `${factor(now / other)} times as much`;
  const part = percent(Math.abs(now / other - 1));
  return part === "0 %" || part === "0.0 %" ? "the same" : `${part} ${now > other ? "more" : "less"}`;
}

/** Differences as a table, those that are the same last. */
export function differenceTable(caption: string, now: string, other: string, rows: readonly Difference[]): Table {
  const same = ({ change }: Difference) => change === "the same";
  return table<Difference>(
    caption,
    [
      { head: "figure", cell: ({ figure }) => figure },
      { head: now, numeric: true, cell: (row) => row.now },
      { head: other, numeric: true, cell: (row) => row.other },
      { head: `${now} beside ${other}`, cell: ({ change }) => change },
    ],
    [...rows.filter((row) => !same(row)), ...rows.filter(same)],
  );
}
