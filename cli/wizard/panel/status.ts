import { wrap } from "../../../loadgen/report/text.ts";
import type { Paint } from "../../terminal.ts";
import type { Fault, PlanView } from "../contract.ts";

/** Whether what the panel shows is of an input that is no longer there, or not whole. */
export const isStale = (view: PlanView): boolean => view.state === "stale" && view.faults.length > 0;

function marker(view: PlanView): string {
  if (view.state !== "stale") return "";
  return view.faults.length > 0 ? "of the last whole input" : "working it out";
}

function faultLines(faults: readonly Fault[], columns: number, paint: Paint): string[] {
  const [first, ...others] = faults;
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return wrap(`${first.text}${more}`, columns - 2, 2).map((line, at) =>
    paint("yellow", `${at === 0 ? "!" : " "} ${line}`),
  );
}

/** The verdict, whether it is of what is typed now, and what keeps it from being so. */
export function statusLines(view: PlanView, columns: number, paint: Paint): string[] {
  if (view.state === "none") {
    const text = view.faults.length > 0 ? "Plan: none yet" : "Plan: working it out";
    return [paint("bold", text), ...faultLines(view.faults, columns, paint)];
  }
  const { verdict } = view.plan;
  const room = columns - "Plan: ".length - verdict.length - 1;
  const [marked] = wrap(marker(view), room, 1) as [string];
  const gap = " ".repeat(room + 1 - marked.length);
  const said = `${paint("bold", "Plan:")} ${paint([verdict === "refused" ? "red" : "green", "bold"], verdict)}`;
  const line = marked === "" ? said : `${said}${gap}${paint("yellow", marked)}`;
  return [line, ...(view.state === "stale" ? faultLines(view.faults, columns, paint) : [])];
}
