import { quantity } from "../../../loadgen/report/figures.ts";
import { wrap } from "../../../loadgen/report/text.ts";
import type { Refusal } from "../../../sizing/plan.ts";
import type { Paint } from "../../terminal.ts";
import { indented, width } from "../lines.ts";
import { moreLine, shortened } from "../table.ts";
import type { Section } from "./section.ts";

const mostRefusals = 12;

function refusalLines({ code, resource, needed, available, unit, remedy }: Refusal, paint: Paint): string[] {
  const amounts = `${quantity(needed, unit)} needed, ${quantity(available, unit)} available`;
  const [first = "", ...rest] = wrap(`${code} ${resource}: ${amounts}`, width, 4);
  return [first.replace(code, paint("red", code)), ...rest, ...indented(remedy)];
}

/** Why there is no plan: what is needed, what there is, and what to do. */
export const renderRefusals: Section = ({ refusals }, { paint, show }) => {
  const { shown, more } = shortened(refusals, mostRefusals, show);
  const blocks = shown.map((refusal) => refusalLines(refusal, paint));
  return [...blocks.flatMap((lines, at) => (at === 0 ? lines : ["", ...lines])), ...moreLine(more)];
};
