import { wrap } from "../../loadgen/report/text.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";

const width = 80;

/** What a reader should know of a result beside its numbers: warnings, what was assumed, rules set otherwise. */
export function renderNotes(
  { warnings, assumed, overrides }: Pick<Plan, "warnings" | "assumed" | "overrides">,
  paint: Paint,
): string[] {
  const rules = overrides.map((rule) => `${rule.rule}: ${rule.value}, by default ${rule.default}`);
  return [
    ...list("Warnings", warnings, paint),
    ...paragraph("Assumed, not given by the source", assumed, paint),
    ...list("Rules set otherwise", rules, paint),
  ];
}

function list(title: string, items: readonly string[], paint: Paint): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) =>
    wrap(item, width - 4, 10).map((line, i) => `${i === 0 ? "  - " : "    "}${line}`),
  );
  return ["", paint("bold", title), ...lines];
}

function paragraph(title: string, items: Plan["assumed"], paint: Paint): string[] {
  if (items.length === 0) return [];
  const text = items.map(({ key, value }) => `${key}: ${value}`).join("; ");
  return ["", paint("bold", title), ...wrap(text, width - 2, 20).map((line) => `  ${line}`)];
}
