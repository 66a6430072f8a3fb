import { nearest } from "../suggest.ts";
import { type Dimension, type Dimensions, dimensionNames, type Unit, units } from "./dimensions.ts";

/** A quantity with its kind, so that a field may allow several kinds. */
export type Quantity<D extends Dimension> = {
  [K in D]: { readonly dimension: K; readonly value: Dimensions[K] };
}[D];

export type Reading<D extends Dimension> =
  | { readonly ok: true; readonly quantity: Quantity<D> }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

/** Beyond this (in canonical units) a number is a slip of the pen, and sums would lose their meaning. */
const largest = 1e24;
const numberThenUnit = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(.*)$/is;
const durationPart = /(\d+(?:\.\d+)?)\s*([a-z]+)\s*/gy;

const squeeze = (text: string): string => text.replace(/\s+/g, "");
const bySpelling = new Map<string, Unit>(units.map((unit) => [squeeze(unit.spelling), unit]));

const examples: Record<Dimension, string> = {
  bytes: "22 TB",
  bytesPerSecond: "660 MB/s",
  messagesPerSecond: "485000 msg/s",
  duration: "24 h",
};

const wanted = (dimensions: readonly Dimension[]): string =>
  dimensions.map((dimension) => `\`${examples[dimension]}\``).join(" or ");

/** `2 h 40 min`: several parts, each a time. Null when the text is not of that shape. */
function compoundDuration(text: string): number | null {
  let seconds = 0;
  let end = 0;
  for (const part of text.matchAll(durationPart)) {
    const unit = bySpelling.get(part[2]!);
    if (unit?.dimension !== "duration") return null;
    seconds += Number(part[1]) * unit.factor;
    end = part.index + part[0].length;
  }
  return end > 0 && end === text.length ? seconds : null;
}

function wrongUnit(amount: string, spelling: string, dimensions: readonly Dimension[], text: string, example: string) {
  const allowed = dimensions.flatMap((dimension) => units.filter((unit) => unit.dimension === dimension));
  const near = nearest(
    spelling,
    allowed.map((unit) => unit.spelling),
  );
  const meant = near.map((candidate) => `\`${amount} ${candidate}\``).join(" or ");
  const written = `\`${text}\``;
  const other = bySpelling.get(squeeze(spelling));
  if (other !== undefined) {
    const kinds = dimensions.map((dimension) => dimensionNames[dimension]).join(" or ");
    const message = `${written} is ${dimensionNames[other.dimension]}, but ${kinds} is wanted here`;
    return { ok: false, message, remedy: `write for example ${example}` } as const;
  }
  const message = spelling === "" ? `${written} has no unit` : `${written} has the unknown unit \`${spelling}\``;
  const remedy = near.length > 0 && spelling !== "" ? `did you mean ${meant}?` : `write for example ${example}`;
  return { ok: false, message, remedy } as const;
}

/**
 * Reads a quantity as people write it (`660 MB/s`, `22 G msg/day`, `2 h 40 min`) into its canonical number
 * (B, B/s, msg/s, s), unrounded. `example` is what messages suggest. Never throws; a text that is no such quantity gives what is wrong and what to write.
 */
export function readQuantity<D extends Dimension>(
  text: string,
  dimensions: readonly D[],
  example = wanted(dimensions),
): Reading<D> {
  const trimmed = text.trim();
  const shown = trimmed.length > 60 ? `${trimmed.slice(0, 57)}...` : trimmed;
  const parts = numberThenUnit.exec(trimmed);
  if (parts === null) {
    return {
      ok: false,
      message: `\`${shown}\` is not a number with a unit`,
      remedy: `write for example ${example}`,
    };
  }
  const [amount, spelling] = [parts[1]!, parts[2]!];
  if (/^[,_'’\d]/.test(spelling)) {
    const plain = trimmed.slice(0, 60).replace(/(?<=\d)[,_'’\s](?=\d)/g, "");
    return {
      ok: false,
      message: `\`${shown}\` has a separator in its number`,
      remedy: `write \`${plain}\`, with a point for decimals`,
    };
  }
  const unit = bySpelling.get(squeeze(spelling));
  const compound = dimensions.some((dimension) => dimension === "duration") ? compoundDuration(trimmed) : null;
  const known = compound === null ? unit : bySpelling.get("s");
  if (known === undefined || !dimensions.some((dimension) => dimension === known.dimension)) {
    return wrongUnit(amount, spelling, dimensions, shown, example);
  }
  const value = compound ?? Number(amount) * known.factor;
  if (value < 0) return { ok: false, message: `\`${shown}\` is negative`, remedy: "write a positive number" };
  if (!(value <= largest))
    return { ok: false, message: `\`${shown}\` is too large to be meant`, remedy: "check the number and its unit" };
  return { ok: true, quantity: { dimension: known.dimension, value } as Quantity<D> };
}
