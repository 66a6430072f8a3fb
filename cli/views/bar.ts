/** What a bar shows, in fractions of a whole. */
export interface Gauge {
  readonly used: number;
  /** What is used in the worse case that there is to survive; null where there is no such case. */
  readonly worst: number | null;
  /** How much may be used; null where any part may. */
  readonly limit: number | null;
}

/** What a stretch of a bar stands for: used, used in the worse case alone, used above the limit, the limit, not used. */
export type BarMeaning = "used" | "worst" | "over" | "limit" | "free";
export interface BarPart {
  readonly meaning: BarMeaning;
  readonly text: string;
}

/** The character of each stretch; they differ, so that a bar reads without colour. */
export type BarGlyphs = Readonly<Record<BarMeaning, string>>;
export const unicodeBar: BarGlyphs = { used: "█", worst: "▒", over: "▓", limit: "│", free: "·" };
export const asciiBar: BarGlyphs = { used: "#", worst: "+", over: "!", limit: "|", free: "." };

/** Cells for a fraction, at least one for anything used. */
const cellsOf = (fraction: number, cells: number): number =>
  Math.min(cells, Math.max(fraction > 0 ? 1 : 0, Math.round(fraction * cells)));

/** How many cells stand before the mark of the limit: one at least, and one after it for what is above it. */
const cellsBelow = (limit: number, cells: number, isOver: boolean): number =>
  Math.min(isOver ? cells - 1 : cells, Math.max(1, Math.round(limit * cells)));

/** A bar of so many columns, from 4 on, as its stretches from left to right; empty ones are left out. */
export function barParts({ used, worst, limit }: Gauge, columns: number, glyphs: BarGlyphs): BarPart[] {
  const most = Math.max(used, worst ?? 0);
  const isOver = limit !== null && most > limit;
  const cells = limit === null ? columns : columns - 1;
  const below = limit === null ? cells : cellsBelow(limit, cells, isOver);
  const filledBelow = Math.min(below, cellsOf(most, cells));
  const normal = Math.min(filledBelow, cellsOf(used, cells));
  const above = isOver ? Math.max(1, cellsOf(most, cells) - below) : 0;
  const part = (meaning: BarMeaning, length: number): BarPart => ({ meaning, text: glyphs[meaning].repeat(length) });
  const parts = [
    part("used", normal),
    part("worst", filledBelow - normal),
    part("free", below - filledBelow),
    part("limit", limit === null ? 0 : 1),
    part("over", above),
    part("free", cells - below - above),
  ];
  return parts.filter(({ text }) => text !== "");
}

/** A bar as plain text of so many columns. */
export const barText = (gauge: Gauge, columns: number, glyphs: BarGlyphs): string =>
  barParts(gauge, columns, glyphs)
    .map(({ text }) => text)
    .join("");
