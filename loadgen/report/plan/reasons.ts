import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import type { Reason } from "../../../sizing/reason.ts";
import { count, quantity } from "../figures.ts";
import { type Block, code, folded, note, table } from "../model/block.ts";
import { ingressOf } from "./clusters.ts";

/** Of more reasons than this those of like clusters and topics are left out. */
const mostReasons = 1000;
const topicsOfEach = 3;

/** Formula, inputs, rule and source of every number of the plan; of a large one those of like clusters are left out. */
export function reasonBlocks({ clusters, explanation }: Plan): Block[] {
  const all = Object.entries(explanation);
  if (all.length === 0) return [];
  const shown = all.length > mostReasons ? all.filter(([key]) => isMain(key, clusters)) : all;
  const left = all.length - shown.length;
  return [
    ...(left > 0
      ? [
          note(
            `${count(left)} more, of clusters and topics like these: \`plimsoll explain DIR KEY\` shows each of them.`,
          ),
        ]
      : []),
    folded(
      `The reason for each number (${count(shown.length)})`,
      table<(typeof shown)[number]>(
        "Reasons",
        [
          { head: "number", cell: ([key]) => code(key) },
          { head: "value", numeric: true, cell: ([, { value, unit }]) => quantity(value, unit) },
          {
            head: "how",
            cell: ([, { formula, inputs }]) => ({ kind: "lines", lines: [formula, ...inputLines(inputs)] }),
          },
          { head: "rule and source", cell: ([, { rule, source }]) => ({ kind: "lines", lines: [code(rule), source] }) },
        ],
        shown,
      ),
    ),
  ];
}

/** So many inputs tell how a sum came about; a cluster of many topics has hundreds of addends. */
const mostInputs = 12;

function inputLines(inputs: Reason["inputs"]) {
  const all = Object.entries(inputs).map(([name, value]) => `${name} = ${value ?? "unknown"}`);
  if (all.length === 0) return [];
  const left = all.length - mostInputs;
  return [code(all.slice(0, mostInputs).join("; ")), ...(left > 0 ? [`and ${count(left)} more`] : [])];
}

/** Whether a number is of the first cluster of its role, and there not of a smaller topic. */
function isMain(key: string, clusters: readonly PlannedCluster[]): boolean {
  const cluster = clusters.find(({ name }) => key.startsWith(`clusters.${name}.`));
  if (cluster === undefined) return true;
  if (clusters.find(({ role }) => role === cluster.role) !== cluster) return false;
  const ofTopics = `clusters.${cluster.name}.topics.`;
  if (!key.startsWith(ofTopics)) return true;
  return largest(cluster, topicsOfEach).some(({ name }) => key.startsWith(`${ofTopics}${name}.`));
}

/** The topics of a cluster with most bytes per second. */
const largest = ({ topics }: PlannedCluster, number: number) =>
  topics.toSorted((a, b) => ingressOf(b) - ingressOf(a)).slice(0, number);
