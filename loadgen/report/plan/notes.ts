import type { Plan } from "../../../sizing/plan.ts";
import { count } from "../figures.ts";
import { type Block, code, folded, section, table, titledList } from "../model/block.ts";

/** So many are read at a glance; more are folded. */
const mostAtAGlance = 30;

/** What a reader should know of the plan: warnings, assumptions, rules and costs set otherwise, sources. */
export function noteBlocks(plan: Plan): Block[] {
  return [
    ...titledList("Warnings", plan.warnings),
    ...assumptions(plan),
    ...overrides(plan),
    ...calibration(plan),
    ...sources(plan),
  ];
}

/** What is cited beside the inputs themselves, of which the reasons tell each. */
function sources({ sources: all }: Plan): Block[] {
  const cited = all.filter((source) => !/^(workload|inventory): /.test(source));
  if (cited.length === 0) return [];
  return [folded(`Sources (${count(cited.length)})`, { kind: "list", numbered: false, items: cited })];
}

function assumptions({ assumed }: Plan): Block[] {
  if (assumed.length === 0) return [];
  const rows = table<Plan["assumed"][number]>(
    "Not given by the source of the workload",
    [
      { head: "input", cell: ({ key }) => code(key) },
      { head: "assumed", cell: ({ value }) => value },
    ],
    assumed,
  );
  const title = `Assumed (${count(assumed.length)})`;
  return assumed.length > mostAtAGlance ? [folded(title, rows)] : [section(title, rows)];
}

function overrides({ overrides: set }: Plan): Block[] {
  if (set.length === 0) return [];
  return [
    table(
      "Rules set otherwise",
      [
        { head: "rule", cell: ({ rule }) => code(rule) },
        { head: "set to", numeric: true, cell: ({ value }) => exact(value) },
        { head: "by default", numeric: true, cell: ({ default: usual }) => exact(usual) },
      ],
      set,
    ),
  ];
}

function calibration({ calibration: measured }: Plan): Block[] {
  if (measured === null) return [];
  return [
    section(
      `Costs measured: ${measured.name}`,
      { kind: "text", tone: "plain", text: `Measured ${measured.measured}: ${measured.source}.` },
      table(
        "Costs that replace the defaults",
        [
          { head: "rule", cell: ({ rule }) => code(rule) },
          { head: "measured", numeric: true, cell: ({ value }) => exact(value) },
          { head: "by default", numeric: true, cell: ({ default: usual }) => exact(usual) },
        ],
        measured.costs,
      ),
    ),
  ];
}

const exact = (value: number): string =>
  Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(4)));
