import { formatDuration, rules } from "../../../sizing/index.ts";
import type { Plan, PlannedGrowth } from "../../../sizing/plan.ts";
import { secondsPerDay } from "../../../sizing/units/dimensions.ts";
import { factor, percent } from "../figures.ts";
import { type Block, note, table, text } from "../model/block.ts";
import { type Chart, type Line, lineColours } from "../model/chart.ts";
import { some } from "../plan-figures.ts";
import { crossingTitle } from "../verdict.ts";
import { limitOf } from "./gauges.ts";

type Crossing = PlannedGrowth["crossings"][number];
/** A limit that is passed, with the part of it that is used today. */
type Passed = Crossing & { readonly afterDays: number; readonly usedOfLimit: number };

/** When growth passes each limit, drawn and as a table; nothing for a plan without growth. `id` is that of the chart. */
export function growthBlocks(plan: Plan, id = "growth-curve"): Block[] {
  const { growth } = plan;
  if (growth === null) return [];
  const passed = growth.crossings.filter(({ afterDays }) => afterDays !== null);
  const others = growth.crossings.length - passed.length;
  const chart = growthChart(plan, growth, id);
  return [
    text(paceText(plan, growth)),
    ...(chart === null ? [] : [{ kind: "chart", chart } as const, note(meaning)]),
    ...(passed.length === 0
      ? []
      : [
          table<Crossing>(
            "When each limit is passed",
            [
              { head: "limit", cell: ({ resource }) => crossingTitle(resource) },
              { head: "cluster", cell: ({ cluster }) => cluster },
              { head: "used of it today", numeric: true, cell: (crossing) => percent(usedOfLimit(plan, crossing)) },
              {
                head: "passed after",
                numeric: true,
                cell: ({ afterDays }) => formatDuration((afterDays ?? 0) * secondsPerDay),
              },
              { head: "on", numeric: true, cell: ({ date }) => (date === "" ? "no date told" : date) },
            ],
            passed,
          ),
        ]),
    ...(others > 0 ? [note(`Not passed in ten horizons: ${some(others, "other limit")}.`)] : []),
  ];
}

const meaning =
  "Each line begins at the planned use and meets its limit on the day that the planner found; between them it is drawn as compound growth.";

function paceText({ explanation }: Plan, { from, crossings }: PlannedGrowth): string {
  const inputs = crossings.map(({ name }) => explanation[`growth.crossings.${name}.afterDays`]?.inputs)[0];
  const [times, over] = [inputs?.factor, inputs?.overSeconds];
  const pace =
    typeof times === "number" && typeof over === "number"
      ? `Rates grow to ${factor(times)} times in ${formatDuration(over)}, compounded`
      : "Rates grow";
  const first = crossings.find(({ afterDays }) => afterDays !== null);
  if (first === undefined) return `${pace}, from ${from}. No limit is passed in ten horizons.`;
  return `${pace}, from ${from}. First passed: ${crossingTitle(first.resource)} of ${first.cluster}, ${whenText(first)}.`;
}

const whenText = ({ date, afterDays }: Crossing): string =>
  date === "" ? `after ${formatDuration((afterDays ?? 0) * secondsPerDay)}` : `on ${date}`;

/** How much of a limit is used today, in the worse state; null where that is not known. */
function usedOfLimit(plan: Plan, { cluster: name, resource }: Crossing): number | null {
  const cluster = plan.clusters.find((other) => other.name === name);
  if (cluster === undefined) return null;
  if (resource === "partitions") {
    const rule = rules.maxPartitionsPerCluster;
    return cluster.partitions / (plan.overrides.find((set) => set.rule === rule.name)?.value ?? rule.value);
  }
  const [used, limit] = [cluster.utilisation.degraded[resource], limitOf(plan, cluster, resource)];
  return used === null || limit === null ? null : used / limit;
}

const points = 60;
/** Lines end so far beyond the limit. */
const beyond = 1.25;

/** The use of the limits that are passed first, as parts of their limits, over the days to come. */
function growthChart(plan: Plan, growth: PlannedGrowth, id: string): Chart | null {
  const shown = growth.crossings
    .flatMap((crossing): Passed[] => {
      const { afterDays } = crossing;
      const used = usedOfLimit(plan, crossing);
      // Growth that is passed at once, or of what nothing is used of today, has no curve.
      return afterDays === null || afterDays === 0 || used === null || used <= 0 || used >= 1
        ? []
        : [{ ...crossing, afterDays, usedOfLimit: used }];
    })
    .slice(0, lineColours.length);
  const last = shown.at(-1);
  if (last === undefined) return null;
  const several = plan.clusters.length > 1;
  const nameOf = ({ resource, cluster }: Crossing) => `${crossingTitle(resource)}${several ? `, ${cluster}` : ""}`;
  const end = Math.ceil(1.1 * last.afterDays);
  return {
    id,
    title: "Use of each limit as the rates grow",
    alt: `${shown.map((crossing) => `${nameOf(crossing)} from ${percent(crossing.usedOfLimit)} of its limit, passed ${whenText(crossing)}`).join("; ")}.`,
    x: { name: "", scale: "linear", labels: { kind: "days", from: growth.from === "today" ? null : growth.from } },
    y: { name: "of the limit", scale: "linear", labels: { kind: "percent" }, max: beyond },
    lines: shown.map((crossing, at) => ({
      name: nameOf(crossing),
      colour: lineColours[at]!,
      points: curve(crossing, end),
    })),
    limit: { y: 1, text: "limit" },
    // Resources that pass together are marked once.
    deeds: [...new Map(shown.map(({ afterDays, date }) => [afterDays, date])).entries()].map(([x, date]) => ({
      x,
      kind: "begin",
      text: date === "" ? `${x} days` : date,
    })),
  };
}

/** Compound growth through today's use and the day on which the limit is reached. */
function curve({ usedOfLimit: used, afterDays }: Passed, end: number): Line["points"] {
  return Array.from({ length: points + 1 }, (_, at) => (at * end) / points)
    .map((day) => [day, used ** (1 - day / afterDays)] as const)
    .map(([day, of]) => [day, of > beyond ? null : of] as const);
}
