import { some } from "../../../loadgen/report/plan-figures.ts";
import { crossingTitle } from "../../../loadgen/report/verdict.ts";
import { formatDuration } from "../../../sizing/index.ts";
import type { PlannedGrowth } from "../../../sizing/planned/growth.ts";
import { secondsPerDay } from "../../../sizing/units/dimensions.ts";
import { indented } from "../lines.ts";
import { moreLine, shortened, tableOf } from "../table.ts";
import type { Section } from "./section.ts";

const mostCrossings = 8;

type Crossing = PlannedGrowth["crossings"][number];

/** When growth passes the limits of the plan, the first first; limits that it does not pass are counted. */
export const renderGrowth: Section = ({ growth }, { paint, show }) => {
  if (growth === null) return [];
  const passed = growth.crossings.filter(({ afterDays }) => afterDays !== null);
  const { shown, more } = shortened(passed, mostCrossings, show);
  const others = growth.crossings.length - passed.length;
  const lines = tableOf<Crossing>(
    [
      ["limit passed", "left", ({ resource }) => crossingTitle(resource)],
      ["cluster", "left", ({ cluster }) => cluster],
      ["after", "right", ({ afterDays }) => formatDuration((afterDays ?? 0) * secondsPerDay)],
      ...(shown.some(({ date }) => date !== "") ? [["on", "left", ({ date }: Crossing) => date] as const] : []),
    ],
    shown,
  );
  return [
    paint("bold", `Growth, from ${growth.from}`),
    ...(passed.length === 0 ? indented("passes no limit of the plan.") : [...lines, ...moreLine(more)]),
    ...(passed.length > 0 && others > 0 ? indented(`Not passed in ten horizons: ${some(others, "other limit")}.`) : []),
  ];
};
