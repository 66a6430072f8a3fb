import type { Plan } from "../../../sizing/plan.ts";
import type { PlannedTopic } from "../../../sizing/planned/topic.ts";
import { count, messageRate } from "../figures.ts";
import { type Block, code, folded, note, section, type Table, table, text } from "../model/block.ts";
import { retentionFigure } from "../plan-figures.ts";
import { type Difference, difference, differenceTable, type Named, wordDifference } from "./change.ts";
import { type InputChange, inputChanges, type Written } from "./written.ts";

/** More than this are folded, and more than that left out. */
const mostRowsAtAGlance = 20;
const mostRows = 200;

/** In what the files of two systems differ, as they were written. */
export function writtenDifferences(now: Named<Written>, other: Named<Written>): Block[] {
  const changes = inputChanges(now.value, other.value);
  if (changes.length === 0) return [text("Both say the same.")];
  return (["workload", "inventory"] as const).flatMap((file) => {
    const rows = changes.filter((change) => change.file === file);
    const shown = (most: readonly InputChange[]) => writtenTable(`${file}.yaml`, now.label, other.label, most);
    return rows.length === 0 ? [] : limited(`In ${file}.yaml`, rows, shown);
  });
}

const writtenTable = (caption: string, now: string, other: string, rows: readonly InputChange[]): Table =>
  table<InputChange>(
    caption,
    [
      { head: "input", cell: ({ key }) => code(key) },
      { head: now, cell: (row) => row.now ?? "left out" },
      { head: other, cell: (row) => row.other ?? "left out" },
    ],
    rows,
  );

/** The first rows at a glance, further ones folded, and of very many the last left out. */
function limited<Row>(title: string, rows: readonly Row[], shown: (rows: readonly Row[]) => Table): Block[] {
  const further = rows.slice(mostRowsAtAGlance, mostRows);
  const left = rows.length - mostRows;
  return [
    section(
      title,
      shown(rows.slice(0, mostRowsAtAGlance)),
      ...(further.length > 0 ? [folded(`${count(further.length)} more`, shown(further))] : []),
      ...(left > 0 ? [note(`${count(left)} more are left out.`)] : []),
    ),
  ];
}

/** In what the topics and the assumptions of two plans differ. */
export function inputDifferences(now: Named<Plan>, other: Named<Plan>): Block[] {
  const [a, b] = [topicsOf(now.value), topicsOf(other.value)];
  const rows = [...a]
    .flatMap(([name, topic]) => {
      const same = b.get(name);
      return same === undefined ? [] : ofTopic(name, topic, same);
    })
    .filter(({ change }) => change !== "the same");
  return [
    ...onlyIn(now.label, a, b),
    ...onlyIn(other.label, b, a),
    ...changedTopics(now.label, other.label, rows),
    ...assumptions(now, other),
  ];
}

function changedTopics(now: string, other: string, rows: readonly Difference[]): Block[] {
  if (rows.length === 0) return [text("The topics that both have do not differ.")];
  return limited("Topics that differ", rows, (most) => differenceTable("Topics that differ", now, other, most));
}

/** Topics by cluster and name. */
const topicsOf = ({ clusters }: Plan): Map<string, PlannedTopic> =>
  new Map(clusters.flatMap(({ name, topics }) => topics.map((topic) => [`${name}: ${topic.name}`, topic] as const)));

function onlyIn(label: string, topics: Map<string, unknown>, others: Map<string, unknown>): Block[] {
  const alone = [...topics.keys()].filter((name) => !others.has(name));
  if (alone.length === 0) return [];
  const named = alone.slice(0, 10).join(", ");
  return [
    text(`Topics only in ${label}: ${named}${alone.length > 10 ? `, and ${count(alone.length - 10)} more` : ""}.`),
  ];
}

function ofTopic(name: string, now: PlannedTopic, other: PlannedTopic): Difference[] {
  return [
    difference(`${name}, rate`, now.messagesPerSecond, other.messagesPerSecond, messageRate, "neither"),
    difference(`${name}, message`, now.messageBytes, other.messageBytes, (bytes) => `${count(bytes)} B`, "neither"),
    difference(`${name}, partitions`, now.partitions, other.partitions, count, "neither"),
    difference(`${name}, replication`, now.replication, other.replication, count, "neither"),
    wordDifference(`${name}, keeps`, retentionFigure(now), retentionFigure(other)),
    wordDifference(`${name}, acks`, now.acks, other.acks),
    wordDifference(`${name}, compression`, now.compression, other.compression),
  ];
}

function assumptions(now: Named<Plan>, other: Named<Plan>): Block[] {
  const [a, b] = [now, other].map(({ value }) => new Map(value.assumed.map(({ key, value: of }) => [key, of])));
  const keys = [...new Set([...a!.keys(), ...b!.keys()])];
  const rows = keys
    .map((key) => wordDifference(key, a!.get(key) ?? "not assumed", b!.get(key) ?? "not assumed"))
    .filter(({ change }) => change !== "the same");
  return rows.length === 0 ? [] : [differenceTable("Assumptions that differ", now.label, other.label, rows)];
}
