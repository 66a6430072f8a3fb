import { count, quantity } from "../../../loadgen/report/figures.ts";
import { wrap } from "../../../loadgen/report/text.ts";
import type { Refusal } from "../../../sizing/planned/refusal.ts";
import { indented } from "../lines.ts";
import { moreLine, shortened } from "../table.ts";
import type { PlanView, Section } from "./section.ts";

const mostRefusals = 12;

/** What is needed and what there is; a unit of several words is said once. */
function amountsOf({ needed, available, unit }: Refusal): string {
  const there = unit.includes(" ") ? count(available) : quantity(available, unit);
  return `${quantity(needed, unit)} needed, ${there} available`;
}

function refusalLines(refusal: Refusal, { paint, columns }: PlanView): string[] {
  const { code, resource, remedy } = refusal;
  const amounts = amountsOf(refusal);
  const [first = "", ...rest] = wrap(`${code} ${resource}: ${amounts}`, columns, 4);
  return [first.replace(code, paint("red", code)), ...rest, ...indented(remedy, 6, columns)];
}

/** Why there is no plan: what is needed, what there is, and what to do. */
export const renderRefusals: Section = ({ refusals }, view) => {
  const { shown, more } = shortened(refusals, mostRefusals, view.show);
  const blocks = shown.map((refusal) => refusalLines(refusal, view));
  return [...blocks.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines])), ...moreLine(more)];
};
