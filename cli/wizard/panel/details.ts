import { some } from "../../../loadgen/report/plan-figures.ts";
import { wrap } from "../../../loadgen/report/text.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { Paint } from "../../terminal.ts";
import { planFigures } from "../../views/plan/figures.ts";
import { clusterRows } from "../../views/plan/overview.ts";
import { shownTopics } from "../../views/plan/shown.ts";
import { topicRows } from "../../views/plan/topics.ts";
import { renderReasons } from "../../views/reasons.ts";

/** Tables of a plan need so many columns. */
const leastColumns = 56;
const mostColumns = 110;

/** What a detail has to work with: the plan, the cluster that is shown, and the room that is left. */
interface Room {
  readonly plan: Plan;
  readonly cluster: PlannedCluster;
  readonly columns: number;
  readonly rows: number;
  readonly paint: Paint;
}

/** Lines that fit into the room, or none. */
type Detail = (room: Room) => string[];

/** As many rows of a list as fit under its title and head, and how many do not. */
function listed<Row>(
  title: string,
  items: readonly Row[],
  rowsOf: (items: readonly Row[]) => string[],
  { rows, paint }: Room,
): string[] {
  const fitting = items.length + 2 <= rows ? items.length : rows - 3;
  if (items.length === 0 || fitting < 1) return [];
  const more = items.length - fitting;
  return [
    paint("bold", title),
    ...rowsOf(items.slice(0, fitting)),
    ...(more === 0 ? [] : [paint("dim", `  and ${more} more`)]),
  ];
}

const clusters: Detail = (room) =>
  room.plan.clusters.length < 2
    ? []
    : listed("Clusters", room.plan.clusters, (shown) => clusterRows(shown, room.columns), room);

const topics: Detail = (room) => {
  const { cluster, plan, columns } = room;
  const title = plan.clusters.length === 1 ? "Topics" : `Topics of ${cluster.name}`;
  return listed(title, shownTopics(cluster, "all").shown, (shown) => topicRows(shown, columns), room);
};

const warnings: Detail = ({ plan, columns, rows, paint }) => {
  const lines = plan.warnings.flatMap((text) =>
    wrap(text, columns - 4, 2).map((line, at) => `${at === 0 ? "  - " : "    "}${line}`),
  );
  if (lines.length === 0 || rows < 3) return [];
  const fitting =
    lines.length + 1 <= rows
      ? lines
      : [...lines.slice(0, rows - 2), paint("dim", `  of ${some(plan.warnings.length, "warning")}`)];
  return [paint("bold", "Warnings"), ...fitting];
};

const reasons: Detail = ({ plan, cluster, columns, rows, paint }) => {
  const prefix = plan.clusters.length === 1 ? `clusters.${cluster.name}.` : "";
  const keys = planFigures(plan).map(({ key }) => key);
  for (let most = keys.length; most > 0; most--) {
    const choice = { keys: keys.slice(0, most), form: "short", columns, prefix, more: "Ctrl-E" } as const;
    const lines = renderReasons(plan.explanation, choice, paint);
    if (lines.length <= rows) return lines;
  }
  return [];
};

/** What more there is room to say of a plan: each part with an empty line before it, those that matter most first. */
export function detailLines({ columns, rows, ...room }: Room): string[] {
  if (columns < leastColumns) return [];
  const lines: string[] = [];
  for (const detail of [clusters, topics, warnings, reasons]) {
    const left = rows - lines.length - 1;
    const shown = left < 1 ? [] : detail({ ...room, columns: Math.min(columns, mostColumns), rows: left });
    if (shown.length > 0 && shown.length <= left) lines.push("", ...shown);
  }
  return lines;
}
