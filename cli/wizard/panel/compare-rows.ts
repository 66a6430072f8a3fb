import { amount } from "../../../loadgen/report/plan-figures.ts";
import { fullestOf } from "../../../loadgen/report/verdict.ts";
import type { Plan } from "../../../sizing/plan.ts";
import { paintOf } from "../../ink/look.ts";
import { planFigures } from "../../views/plan/figures.ts";
import { resourceFigures } from "../../views/plan/resources.ts";
import { tableOf } from "../../views/table.ts";
import type { Planned } from "../contract.ts";
import { changedRows } from "./changed-rows.ts";
import type { Space } from "./space.ts";

/** A figure of a plan as the comparison shows it; a count can be subtracted. */
interface Compared {
  readonly name: string;
  readonly text: string;
  readonly count: number | null;
}

/** A figure of both plans; `-` where only one has it. */
export interface Difference {
  readonly name: string;
  readonly kept: string;
  readonly now: string;
  /** `+3`, `changed`; empty where both are the same. */
  readonly change: string;
}

function figuresOf(plan: Plan): Compared[] {
  const verdict = { name: "verdict", text: plan.verdict, count: null };
  if (plan.clusters.length === 0)
    return [verdict, { name: "refused for", text: plan.refusals.map(({ code }) => code).join(", "), count: null }];
  const fullest = fullestOf(plan.clusters);
  const resources = resourceFigures(plan, fullest).checked.map(({ title, degraded, isBottleneck }) => ({
    name: `${title} %`,
    text: `${degraded}${isBottleneck ? " <" : ""}`,
    count: null,
  }));
  return [verdict, ...planFigures(plan), ...resources];
}

function changeOf(kept: Compared | undefined, now: Compared | undefined): string {
  if (kept?.text === now?.text) return "";
  if (kept === undefined) return "new";
  if (now === undefined) return "gone";
  if (kept.count === null || now.count === null || kept.count === now.count) return "changed";
  return `${now.count > kept.count ? "+" : "-"}${amount(Math.abs(now.count - kept.count))}`;
}

/** Every figure that either plan has, in the order of the panel. */
export function differences(kept: Plan, now: Plan): Difference[] {
  const [before, after] = [figuresOf(kept), figuresOf(now)].map(
    (figures) => new Map(figures.map((figure) => [figure.name, figure])),
  ) as [Map<string, Compared>, Map<string, Compared>];
  return [...new Set([...after.keys(), ...before.keys()])].map((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    return { name, kept: one?.text ?? "-", now: other?.text ?? "-", change: changeOf(one, other) };
  });
}

/**
 * Two variants side by side: the inputs that differ, then every figure, what differs marked with a sign and its change;
 * where rows are few what differs comes alone.
 */
export function compareRows(kept: Planned, now: Planned, { columns, rows, look }: Space): string[] {
  const paint = paintOf(look);
  const inputs = changedRows(kept, now, { columns, rows, look });
  const all = differences(kept.plan, now.plan);
  const differing = all.filter(({ change }) => change !== "");
  const shown = all.length + 3 + inputs.length <= rows ? all : differing;
  const said = `* ${differing.length} of ${all.length} figures differ`;
  const table = tableOf<Difference>(
    [
      ["", "left", ({ change }) => (change === "" ? " " : "*")],
      ["", "left", ({ name }) => name],
      ["kept", "left", ({ kept }) => kept],
      ["now", "left", ({ now }) => now],
      ["", "right", ({ change }) => (change === "changed" ? "" : change)],
    ],
    shown,
    columns,
  );
  const lines = table.map((line, at) => {
    if (at === 0) return paint("dim", line);
    return shown[at - 1]!.change === "" ? line : paint("bold", line);
  });
  return [
    `${paint("bold", "Kept and now")}${paint("dim", ", % after the planned loss")}`,
    ...inputs,
    ...(shown.length === 0 ? [] : lines),
    paint("dim", differing.length === 0 ? "The two plans have the same figures." : said),
  ].slice(0, rows);
}
