import { count, quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Reason } from "../../sizing/reason.ts";
import type { Paint } from "../terminal.ts";
import { width } from "./lines.ts";

const label = 11;

/** The value of a reason as a reader expects it. A share of an unknown capacity is not checked; other nulls are no numbers. */
export const shownValue = ({ value, unit }: Reason): string =>
  value === null && unit !== "fraction" ? "none" : quantity(value, unit);

/** Ends of the names of inputs, with the unit that each tells. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/bytesPerSecond(PerPartition)?$/i, "B/s"],
  [/bytes$/i, "B"],
  [/^(?!cpu).*seconds$/i, "s"],
];

/** Sums of bytes go by the unit of what they make. */
const bytesOfLarge = 1e6;

/** An input as a reader expects it: in the unit that its name tells, to six digits; \`--json\` has all of them. */
function shownInput(name: string, value: Reason["value"], unit: string): string {
  if (value === null) return "unknown";
  if (typeof value === "string") return value;
  const told = endings.find(([ending]) => ending.test(name))?.[1];
  if (told !== undefined) return quantity(value, told);
  if ((unit === "B" || unit === "B/s") && value >= bytesOfLarge) return quantity(value, unit);
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(6)));
}

/** The reason for one number, as lines: value, formula, inputs, rule and source. */
export function reasonLines(key: string, reason: Reason, paint: Paint, columns = width): string[] {
  const inputs = Object.entries(reason.inputs).map(
    ([name, value]) => `${name} = ${shownInput(name, value, reason.unit)}`,
  );
  const field = (name: string, values: readonly string[]) => fieldLines(name, values, columns);
  return [
    ...headline(key, shownValue(reason), paint, columns),
    ...field("formula", [reason.formula]),
    ...field("inputs", inputs),
    ...field("rule", [reason.rule]),
    ...field("source", [reason.source]),
  ];
}

/** The reason for one number, as text of at most 80 columns. */
export const renderReason = (key: string, reason: Reason, paint: Paint): string =>
  `${reasonLines(key, reason, paint).join("\n")}\n`;

/** A key is as long as the topic's name in it; what does not fit beside it goes under it. */
function headline(key: string, value: string, paint: Paint, columns: number): string[] {
  const lines = wrap(key, columns, 10);
  const last = lines.at(-1)!;
  const painted = lines.map((line) => paint("bold", line));
  const beside = last.length + 3 + value.length <= columns;
  return beside ? [...painted.slice(0, -1), `${painted.at(-1)} = ${value}`] : [...painted, `  = ${value}`];
}

function fieldLines(name: string, values: readonly string[], columns: number): string[] {
  return values
    .flatMap((value) => wrap(value, columns - label, 20))
    .map((line, i) => `  ${(i === 0 ? name : "").padEnd(label - 2)}${line}`.trimEnd());
}
