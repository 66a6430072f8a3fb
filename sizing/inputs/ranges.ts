import { type Dimension, dimensionNames } from "../units/dimensions.ts";
import { readQuantity } from "../units/read.ts";
import type { Mistake } from "./issues.ts";

/** A value of which only a range is known, as written: `300 MB/s..660 MB/s..900 MB/s`. */
export interface Range {
  readonly key: string;
  readonly low: string;
  readonly likely: string;
  readonly high: string;
}

const ends = ["low", "likely", "high"] as const;
export type End = (typeof ends)[number];

const dimensions = Object.keys(dimensionNames) as Dimension[];
const separator = "..";
const beginsAsNumber = /^[+-]?\.?\d/;

/** The parts of a text that is meant as a range: each begins as a number. Names that have `..` in them do not. */
function partsOf(value: unknown): string[] | null {
  if (typeof value !== "string" || !value.includes(separator)) return null;
  const parts = value.split(separator).map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => beginsAsNumber.test(part)) ? parts : null;
}

/** The canonical number of a part, to compare parts that have different units; NaN for what is no quantity. */
function amountOf(part: string): number {
  const reading = readQuantity(part, dimensions);
  return reading.ok ? reading.quantity.value : Number(part);
}

const plain = (part: string): string | number => (/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(part) ? Number(part) : part);

/** A file's content with ranges taken apart: what it is at each end of them, and the mistakes in them. */
export interface Ranged {
  readonly at: Readonly<Record<End, unknown>>;
  readonly ranges: readonly Range[];
  readonly mistakes: readonly Mistake[];
}

/** Takes the ranges of a file's content apart. Without any, all three ends are the content itself. */
export function takeRanges(raw: unknown): Ranged {
  const ranges: Range[] = [];
  const mistakes: Mistake[] = [];
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value) || (typeof value === "object" && value !== null)) {
      for (const [name, child] of Object.entries(value)) walk(child, key === "" ? name : `${key}.${name}`);
      return;
    }
    const parts = partsOf(value);
    if (parts === null) return;
    if (parts.length !== 3) {
      const text = `\`${value}\` has ${parts.length} values; write three, for example \`300 MB/s..660 MB/s..900 MB/s\``;
      mistakes.push({ key, text });
      return;
    }
    const [low, likely, high] = parts as [string, string, string];
    if (amountOf(low) > amountOf(likely) || amountOf(likely) > amountOf(high))
      mistakes.push({ key, text: `\`${value}\` does not rise; write low..likely..high` });
    ranges.push({ key, low, likely, high });
  };
  walk(raw, "");
  const at = (end: End) =>
    ranges.length === 0 ? raw : replaced(raw, "", new Map(ranges.map((one) => [one.key, one[end]])));
  return { at: { low: at("low"), likely: at("likely"), high: at("high") }, ranges, mistakes };
}

function replaced(value: unknown, key: string, by: ReadonlyMap<string, string>): unknown {
  const under = (name: string | number) => (key === "" ? String(name) : `${key}.${name}`);
  if (Array.isArray(value)) return value.map((child, at) => replaced(child, under(at), by));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, replaced(child, under(name), by)]));
  const part = by.get(key);
  return part === undefined ? value : plain(part);
}
