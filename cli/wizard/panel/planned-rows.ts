import { stripVTControlCharacters } from "node:util";
import { wrap } from "../../../loadgen/report/text.ts";
import { bottleneckText, fullestOf } from "../../../loadgen/report/verdict.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { Paint } from "../../terminal.ts";
import { type Figure, planFigures } from "../../views/plan/figures.ts";
import { type ResourceFigure, resourceFigures } from "../../views/plan/resources.ts";
import { detailLines } from "./details.ts";
import { figureLines } from "./figure-lines.ts";
import { gaugeLines, nearest } from "./gauge-lines.ts";
import type { Space } from "./space.ts";

/** So many figures stay when resources ask for room. */
const leastFigures = 2;
/** From so many columns on figures and resources may stand beside each other. */
const leastBeside = 72;
const mostForFigures = 38;
const gap = 2;

/** The parts of a plan that share the rows of the panel. */
interface Parts {
  readonly figures: readonly Figure[];
  readonly resources: readonly ResourceFigure[];
  /** The cluster that the resources are of; empty where there is one alone. */
  readonly whose: string;
}

function bottleneckLines(plan: Plan, cluster: PlannedCluster, columns: number, paint: Paint): string[] {
  const of = plan.clusters.length === 1 ? "" : ` of ${cluster.name}`;
  return wrap(`< bottleneck${of}: ${bottleneckText(cluster.bottleneck)}`, columns - 2, 2).map((line, at) =>
    paint("yellow", at === 0 ? line : `  ${line}`),
  );
}

/** Resources under their head, as many as there are rows for: those nearest to their limits. */
function gauges({ resources, whose }: Parts, { columns, rows, look }: Space): string[] {
  const shown = Math.min(resources.length, rows - 1);
  return shown < 1 ? [] : gaugeLines(nearest(resources, shown), whose, columns, look);
}

/** Figures above resources: every resource before the last figures. */
function stacked(parts: Parts, { columns, rows, look }: Space, paint: Paint): string[] {
  const { figures, resources } = parts;
  const shown = Math.min(figures.length, Math.max(leastFigures, rows - resources.length - 2));
  const below = gauges(parts, { columns, rows: rows - shown - 1, look });
  return [...figureLines(figures.slice(0, shown), columns, paint), ...(below.length > 0 ? ["", ...below] : [])];
}

const columnsOf = (text: string): number => stripVTControlCharacters(text).length;

/** Figures at the left of resources, for a part of the screen that is wide and low. */
function beside(parts: Parts, { columns, rows, look }: Space, paint: Paint): string[] {
  const left = figureLines(parts.figures.slice(0, rows), mostForFigures, paint);
  const leftColumns = gap + Math.max(...left.map(columnsOf));
  const right = gauges(parts, { columns: columns - leftColumns, rows, look });
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => {
    const text = left[at] ?? "";
    return `${text}${" ".repeat(leftColumns - columnsOf(text))}${right[at] ?? ""}`.trimEnd();
  });
}

/** What carries the workload and how full it is, then as much more as there are rows for. */
export function plannedRows(plan: Plan, { columns, rows, look }: Space, paint: Paint): string[] {
  const cluster = fullestOf(plan.clusters);
  const parts: Parts = {
    figures: planFigures(plan),
    resources: resourceFigures(plan, cluster).checked,
    whose: plan.clusters.length === 1 ? "" : cluster.name,
  };
  const bottleneck = bottleneckLines(plan, cluster, columns, paint);
  const space = { columns, rows: rows - bottleneck.length, look };
  const isLow = parts.figures.length + parts.resources.length + 2 > space.rows;
  const lay = isLow && columns >= leastBeside ? beside : stacked;
  const main = [...lay(parts, space, paint), ...bottleneck];
  return [...main, ...detailLines({ plan, cluster, columns, rows: rows - main.length, paint })];
}
