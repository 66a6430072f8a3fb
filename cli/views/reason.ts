import { quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Reason } from "../../sizing/reason.ts";
import type { Paint } from "../terminal.ts";
import { width } from "./lines.ts";

const label = 11;

/** The value of a reason as a reader expects it. A share of an unknown capacity is not checked; other nulls are no numbers. */
export const shownValue = ({ value, unit }: Reason): string =>
  value === null && unit !== "fraction" ? "none" : quantity(value, unit);

/** The reason for one number: value, formula, inputs, rule and source. */
export function renderReason(key: string, reason: Reason, paint: Paint): string {
  const inputs = Object.entries(reason.inputs).map(([name, value]) => `${name} = ${value ?? "unknown"}`);
  return text([
    ...headline(key, shownValue(reason), paint),
    ...field("formula", [reason.formula]),
    ...field("inputs", inputs),
    ...field("rule", [reason.rule]),
    ...field("source", [reason.source]),
  ]);
}

/** A key is as long as the topic's name in it; what does not fit beside it goes under it. */
function headline(key: string, value: string, paint: Paint): string[] {
  const lines = wrap(key, width, 10);
  const last = lines.at(-1)!;
  const painted = lines.map((line) => paint("bold", line));
  const beside = last.length + 3 + value.length <= width;
  return beside ? [...painted.slice(0, -1), `${painted.at(-1)} = ${value}`] : [...painted, `  = ${value}`];
}

function field(name: string, values: readonly string[]): string[] {
  return values
    .flatMap((value) => wrap(value, width - label, 20))
    .map((line, i) => `  ${(i === 0 ? name : "").padEnd(label - 2)}${line}`.trimEnd());
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
