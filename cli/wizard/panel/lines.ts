import { fullestOf } from "../../../loadgen/report/verdict.ts";
import { explain } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import { Problem } from "../../../sizing/problem.ts";
import { plain } from "../../terminal.ts";
import { wrapped } from "../../views/lines.ts";
import { planFigures } from "../../views/plan/figures.ts";
import { renderHeadline } from "../../views/plan/headline.ts";
import { renderRefusals } from "../../views/plan/refusals.ts";
import { type ResourceFigure, resourceFigures } from "../../views/plan/resources.ts";
import { reasonLines } from "../../views/reason.ts";
import type { Fault, PlanView } from "../contract.ts";

const mostLines = 6;

const faultLines = (faults: readonly Fault[], columns: number): string[] =>
  faults.flatMap(({ text }) => wrapped(text, mostLines, columns));

function resourceText({ title, normal, degraded, limit }: ResourceFigure): string {
  const most = limit === "" ? "" : `, limit ${limit}`;
  return `${title}: ${normal} normally, ${degraded} after the planned loss${most}`;
}

function planLines(plan: Plan, columns: number): string[] {
  const headline = renderHeadline(plan, { paint: plain, columns, why: "main", show: "main" });
  if (plan.verdict === "refused")
    return [...headline, ...renderRefusals(plan, { paint: plain, columns, why: "main", show: "all" })];
  const fullest = fullestOf(plan.clusters);
  const texts = [
    ...planFigures(plan).map(({ name, text }) => `${name}: ${text}`),
    ...resourceFigures(plan, fullest).checked.map(resourceText),
  ];
  return [...headline, ...texts.flatMap((text) => wrapped(text, mostLines, columns))];
}

/** The panel as text to be read out, without columns, bars or signs: the verdict first, then a line for each figure. */
export function panelLines(view: PlanView, columns: number): string[] {
  if (view.state === "none") return ["There is no plan yet.", ...faultLines(view.faults, columns)];
  const lines = planLines(view.plan, columns);
  if (view.state === "current") return lines;
  const said =
    view.faults.length > 0 ? "The plan of the last whole input, since now:" : "The plan before the last change:";
  return [said, ...faultLines(view.faults, columns), ...lines];
}

/** The reason for a number of the plan as text; for a key that it has not, which keys come near. */
export function explainLines(plan: Plan, key: string, columns = 80): string[] {
  try {
    return reasonLines(key, explain(plan, key), plain, columns);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [`${error.code}: ${error.message}`, error.remedy].flatMap((text) => wrapped(text, mostLines, columns));
  }
}
