import { resourceTitles } from "../../../loadgen/report/verdict.ts";
import type { Capacity, ResourceName } from "../../../sizing/index.ts";
import type { Column } from "../table.ts";

export type Step = Capacity["steps"][number];
export type Load = Step["load"]["normal"];
export type Retention = Step["retention"]["normal"];

/** A multiple to four digits, rounded down: what is shown is carried as well. */
export function times(value: number): string {
  const step = 10 ** (Math.floor(Math.log10(value)) - 3);
  return String(Number((Math.floor(value / step + 1e-9) * step).toPrecision(4)));
}

/** An answer as a cell of a table. */
export function answerCell<Answer extends Load | Retention>(answer: Answer, shown: (value: number) => string): string {
  if (answer.outcome === "bounded") return shown(answer.times);
  return answer.outcome === "never" ? "none" : "any";
}

/** A table of fewer columns shows only what is carried with the objectives kept. */
export const leastForNormal = 50;

/** The number of brokers that a row is about. */
export const brokersColumn: Column<Step> = ["brokers", "left", ({ name, brokers }) => `${brokers} (${name})`];

/** What a reader calls the resource that binds. */
export const resourceTitle = (resource: string): string =>
  resource in resourceTitles ? resourceTitles[resource as ResourceName] : resource;

/** Whether the system has several clusters, of which one binds; a single one is called main. */
export const hasClusters = ({ steps }: Capacity): boolean =>
  steps
    .flatMap(({ load, retention }) => [...Object.values(load), ...Object.values(retention)])
    .some((answer) => answer.outcome === "bounded" && answer.binding.cluster !== "main");

const isDegraded = (answer: Load | Retention): boolean =>
  answer.outcome === "bounded" && answer.binding.state === "degraded";

function boundBy(answer: Load | Retention, marked: boolean): string {
  if (answer.outcome === "unlimited") return "nothing";
  if (answer.outcome === "never") return answer.code;
  const mark = marked && answer.binding.state === "normal" ? " *" : "";
  return `${resourceTitle(answer.binding.resource)}${mark}`;
}

/** What binds, and of several clusters which one; where a loss binds, what binds without it is marked. */
export function bindingColumns(
  steps: readonly Step[],
  answerOf: (step: Step) => Load | Retention,
  several: boolean,
): Column<Step>[] {
  const marked = steps.some((step) => isDegraded(answerOf(step)));
  const clusterOf = (answer: Load | Retention) => (answer.outcome === "bounded" ? answer.binding.cluster : "");
  return [
    ...(several ? [["cluster", "left", (step: Step) => clusterOf(answerOf(step))] as const] : []),
    ["bound by", "left", (step) => boundBy(answerOf(step), marked)],
  ];
}

/** What the mark in those columns means, where any answer is bound after a loss. */
export function bindingNote({ steps }: Capacity): string[] {
  const kept = steps.flatMap(({ load, retention }) => [load.objectivesKept, retention.objectivesKept]);
  if (!kept.some(isDegraded)) return [];
  const normal = kept.some((answer) => answer.outcome === "bounded" && !isDegraded(answer));
  return [`What binds does so after the planned loss${normal ? "; * with all brokers there" : ""}.`];
}
