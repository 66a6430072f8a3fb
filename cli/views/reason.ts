import { quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Plan, Reason } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { columns } from "./columns.ts";

const width = 80;
const label = 11;

/** The reason for one number: value, formula, inputs, rule and source. */
export function renderReason(key: string, reason: Reason, paint: Paint): string {
  const inputs = Object.entries(reason.inputs).map(([name, value]) => `${name} = ${value ?? "unknown"}`);
  return text([
    `${paint("bold", key)} = ${quantity(reason.value, reason.unit)}`,
    ...field("formula", [reason.formula]),
    ...field("inputs", inputs),
    ...field("rule", [reason.rule]),
    ...field("source", [reason.source]),
  ]);
}

/** Every key that can be explained, with its value. */
export function renderReasonList(plan: Plan, paint: Paint): string {
  const rows = Object.entries(plan.explanation).map(([key, { value, unit }]) => [key, quantity(value, unit)]);
  if (rows.length === 0) return text(["The plan was refused, so there is no number to explain."]);
  return text([
    ...columns(rows, ["left", "left"]),
    "",
    paint("dim", "plimsoll explain DIR KEY shows how a number came to be."),
  ]);
}

function field(name: string, values: readonly string[]): string[] {
  return values
    .flatMap((value) => wrap(value, width - label, 20))
    .map((line, i) => `  ${(i === 0 ? name : "").padEnd(label - 2)}${line}`.trimEnd());
}

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
