import { amount } from "../../loadgen/report/plan-figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { indented, width } from "./lines.ts";
import { moreLine, shortened } from "./table.ts";

const mostWarnings = 12;
const mostLinesAssumed = 20;

type Notes = Pick<Plan, "warnings" | "assumed" | "overrides">;

/** What a reader should know of a result beside its numbers: warnings, what was assumed, rules set otherwise. */
export function renderNotes({ warnings, assumed, overrides }: Notes, paint: Paint, show: "main" | "all"): string[] {
  const rules = overrides.map((rule) => `${rule.rule}: ${rule.value}, by default ${rule.default}`);
  const parts = [
    list("Warnings", warnings, paint, show),
    paragraph("Assumed, not given by the source", assumedTexts(assumed).join("; "), paint, show),
    list("Rules set otherwise", rules, paint, "all"),
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines, at) => (at === 0 ? lines : ["", ...lines]));
}

/** What was assumed, once for all items of a list that have the same. */
function assumedTexts(assumed: Plan["assumed"]): string[] {
  const alike = Map.groupBy(assumed, ({ key, value }) => `${key.replaceAll(/\.\d+(?=\.|$)/g, ".*")}: ${value}`);
  return [...alike].map(([text, [first, ...rest]]) =>
    rest.length === 0 ? `${first!.key}: ${first!.value}` : `${text} (${amount(rest.length + 1)} times)`,
  );
}

function list(title: string, items: readonly string[], paint: Paint, show: "main" | "all"): string[] {
  if (items.length === 0) return [];
  const { shown, more } = shortened(items, mostWarnings, show);
  const lines = shown.flatMap((item) =>
    wrap(item, width - 4, 10).map((line, i) => `${i === 0 ? "  - " : "    "}${line}`),
  );
  return [paint("bold", title), ...lines, ...moreLine(more)];
}

function paragraph(title: string, text: string, paint: Paint, show: "main" | "all"): string[] {
  if (text === "") return [];
  const lines = indented(text, show === "all" ? Number.POSITIVE_INFINITY : mostLinesAssumed);
  return [paint("bold", title), ...lines];
}
