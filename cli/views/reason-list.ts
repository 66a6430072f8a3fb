import { count } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import { isPointOfCourse } from "../../sizing/growth/course.ts";
import type { Plan } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { width, wrapped } from "./lines.ts";
import { shownClusters, shownTopics } from "./plan/shown.ts";
import { shownValue } from "./reason.ts";

/** So many keys are listed whole. */
const mostKeys = 200;
const widestKey = 56;
const mostLinesOfKey = 10;

/** The keys of one number for each kind: of the first cluster of each role, and of the largest topic of that. */
function mainKeys({ clusters }: Plan, keys: readonly string[]): readonly string[] {
  const shown = shownClusters(clusters, "main").map((cluster) => ({
    prefix: `clusters.${cluster.name}.`,
    topics: shownTopics(cluster, "main").shown.slice(0, 1),
  }));
  return keys.filter((key) => {
    if (!key.startsWith("clusters.")) return true;
    const of = shown.find(({ prefix }) => key.startsWith(prefix));
    if (of === undefined) return false;
    const [topic] = of.topics;
    return !key.startsWith(`${of.prefix}topics.`) || key.startsWith(`${of.prefix}topics.${topic?.name}.`);
  });
}

function keysOf(plan: Plan, all: readonly string[]): readonly string[] {
  const keys = all.filter((key) => !isPointOfCourse(key));
  return keys.length <= mostKeys ? keys : mainKeys(plan, keys);
}

/** A key with its value: beside it in a column, or under a key that is longer than that. */
function keyLines(key: string, value: string, column: number): string[] {
  const beside = key.length <= column && column + 2 + value.length <= width;
  if (beside) return [`${key.padEnd(column)}  ${value}`.trimEnd()];
  return [
    ...wrapped(key, mostLinesOfKey),
    ...wrap(value, width - column - 2, 3).map((line) => `${"".padEnd(column + 2)}${line}`),
  ];
}

/** The keys that can be explained, with their values; of a large plan those of one cluster and topic of each kind. */
export function renderReasonList(plan: Plan, paint: Paint, show: "main" | "all"): string {
  const all = Object.keys(plan.explanation);
  if (all.length === 0) return "The plan was refused, so there is no number to explain.\n";
  const keys = show === "all" ? all : keysOf(plan, all);
  const column = Math.min(widestKey, Math.max(...keys.map((key) => key.length)));
  const lines = keys.flatMap((key) => keyLines(key, shownValue(plan.explanation[key]!), column));
  const hidden = `These are ${count(keys.length)} of ${count(all.length)} numbers: the other clusters of a role, the other topics and the points of a growth curve have the same. --all lists every key.`;
  const hints = [
    "plimsoll explain DIR KEY shows how a number came to be.",
    ...(keys.length < all.length ? [hidden] : []),
  ];
  return `${[...lines, "", ...hints.flatMap((hint) => wrapped(hint, 3).map((line) => paint("dim", line)))].join("\n")}\n`;
}
