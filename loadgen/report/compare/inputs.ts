import type { Plan, PlannedTopic } from "../../../sizing/plan.ts";
import { count, messageRate } from "../figures.ts";
import { type Block, folded, note, text } from "../model/block.ts";
import { retentionFigure } from "../plan-figures.ts";
import { type Difference, difference, differenceTable, type Named, wordDifference } from "./change.ts";

/** More than this are folded, and more than that left out. */
const mostRowsAtAGlance = 20;
const mostRows = 200;

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
  const left = rows.length - mostRows;
  const shown = differenceTable("Topics that differ", now, other, rows.slice(0, mostRows));
  return [
    rows.length > mostRowsAtAGlance ? folded(`Topics that differ, in ${count(rows.length)} figures`, shown) : shown,
    ...(left > 0 ? [note(`${count(left)} more differences of topics are left out.`)] : []),
  ];
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
