import { formatDuration } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedGrowth } from "../../../sizing/planned/growth.ts";
import { secondsPerDay } from "../../../sizing/units/dimensions.ts";
import { factor, percent } from "../figures.ts";
import { type Block, note, table, text } from "../model/block.ts";
import { type Chart, type Line, lineColours } from "../model/chart.ts";
import { some } from "../plan-figures.ts";
import { crossingTitle } from "../verdict.ts";

type Crossing = PlannedGrowth["crossings"][number];
/** A limit that is passed one day. */
type Passed = Crossing & { readonly afterDays: number };

/** When growth passes each limit, drawn and as a table; nothing for a plan without growth. `id` is that of the chart. */
export function growthBlocks(plan: Plan, id = "growth-curve"): Block[] {
  const { growth } = plan;
  if (growth === null) return [];
  const passed = growth.crossings.filter(isPassed);
  const others = growth.crossings.length - passed.length;
  const chart = growthChart(plan, growth, id);
  return [
    text(paceText(plan, growth)),
    ...(chart === null ? [] : [{ kind: "chart", chart } as const, note(meaning)]),
    ...(passed.length === 0
      ? []
      : [
          table<Passed>(
            "When each limit is passed",
            [
              { head: "limit", cell: ({ resource }) => crossingTitle(resource) },
              { head: "cluster", cell: ({ cluster }) => cluster },
              { head: "used of it today", numeric: true, cell: ({ course }) => percent(usedToday(course)) },
              {
                head: "passed after",
                numeric: true,
                cell: ({ afterDays }) => formatDuration(afterDays * secondsPerDay),
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
  "Each point is what the planner finds for that day: the rates as they have grown, on the brokers of this plan. A line ends where its limit is passed.";

const isPassed = (crossing: Crossing): crossing is Passed => crossing.afterDays !== null;
const usedToday = (course: Crossing["course"]): number | null => course["0"] ?? null;

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

/** The use of the limits that are passed first, as parts of their limits, over the days to come. */
function growthChart(plan: Plan, growth: PlannedGrowth, id: string): Chart | null {
  // What is passed today has no curve.
  const shown = growth.crossings
    .filter(isPassed)
    .filter(({ afterDays }) => afterDays > 0)
    .slice(0, lineColours.length);
  const last = shown.at(-1);
  if (last === undefined) return null;
  const several = plan.clusters.length > 1;
  const nameOf = ({ resource, cluster }: Crossing) => `${crossingTitle(resource)}${several ? `, ${cluster}` : ""}`;
  return {
    id,
    title: "Use of each limit as the rates grow",
    alt: `${shown.map((crossing) => `${nameOf(crossing)} from ${percent(usedToday(crossing.course))} of its limit, passed ${whenText(crossing)}`).join("; ")}.`,
    x: {
      name: "",
      scale: "linear",
      labels: { kind: "days", from: growth.from === "today" ? null : growth.from },
      max: Math.ceil(1.1 * last.afterDays),
    },
    y: { name: "of the limit", scale: "linear", labels: { kind: "percent" } },
    lines: shown.map((crossing, at) => ({
      name: nameOf(crossing),
      colour: lineColours[at]!,
      points: pointsOf(crossing),
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

const pointsOf = ({ course }: Crossing): Line["points"] =>
  Object.entries(course)
    .map(([day, used]) => [Number(day), used] as const)
    .sort(([a], [b]) => a - b);
