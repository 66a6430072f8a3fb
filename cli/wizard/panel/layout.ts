import type { Plan } from "../../../sizing/plan.ts";
import { paintOf } from "../../ink/look.ts";
import { type Paint, plain } from "../../terminal.ts";
import { renderRefusals } from "../../views/plan/refusals.ts";
import type { PlanView } from "../contract.ts";
import { plannedRows } from "./planned-rows.ts";
import type { Space } from "./space.ts";
import { isStale, statusLines } from "./status.ts";

function refusedRows(plan: Plan, { columns, rows }: Space, paint: Paint): string[] {
  const lines = renderRefusals(plan, { paint, columns, why: "main", show: "all" });
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), paint("dim", `of ${plan.refusals.length} refusals`)];
}

/** What stands in the panel: the verdict, what carries the workload, how full it is; at most its rows and columns. */
export function panelRows(view: PlanView, { columns, rows, look }: Space): string[] {
  const paint = paintOf(look);
  const status = statusLines(view, columns, paint);
  if (view.state === "none") return status.slice(0, rows);
  const { plan } = view;
  const stale = isStale(view);
  const space = { columns, rows: rows - status.length, look: stale ? { ...look, colour: false } : look };
  const body = (plan.verdict === "refused" ? refusedRows : plannedRows)(plan, space, stale ? plain : paint);
  return [...status, ...(stale ? body.map((line) => paint("dim", line)) : body)].slice(0, rows);
}
