import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { barText, unicodeBar } from "../bar.ts";
import { indented } from "../lines.ts";
import { tableOf } from "../table.ts";
import { type ResourceFigure, resourceFigures, uncheckedText } from "./resources.ts";
import type { PlanView } from "./section.ts";

const barColumns = 20;
const { used, worst, limit } = unicodeBar;
const legend = `${used} normal, ${worst} more after the planned loss, ${limit} limit`;

/** How full each resource of a broker is, normally and after the loss, beside its limit, with the bottleneck marked. */
export function utilisationTable(plan: Plan, cluster: PlannedCluster, { paint }: PlanView): string[] {
  const figures = resourceFigures(plan, cluster);
  const lines = tableOf<ResourceFigure>(
    [
      ["utilisation", "left", ({ title }) => title],
      ["normal", "right", ({ normal }) => normal],
      ["after loss", "right", ({ degraded }) => degraded],
      ["limit", "right", ({ limit }) => limit],
      ["", "left", ({ gauge }) => barText(gauge, barColumns, unicodeBar)],
      ["", "left", ({ isBottleneck }) => (isBottleneck ? "< bottleneck" : "")],
    ],
    figures.checked,
  );
  return [
    ...lines.map((line) => line.replace(/< bottleneck$/, paint("yellow", "< bottleneck"))),
    ...[legend, ...uncheckedText(figures)].flatMap((note) => indented(note)).map((line) => paint("dim", line)),
  ];
}
