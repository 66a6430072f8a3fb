import { count, messageRate, quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import { planVerdict } from "../../loadgen/report/verdict.ts";
import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Plan, Refusal } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { renderCluster } from "./cluster.ts";
import { renderNotes } from "./notes.ts";
import { renderReasons } from "./reasons.ts";

const width = 80;

/** How to show a plan; `why` chooses between the reasons of the numbers that decide most, and those of all. */
export type PlanViewOptions = { paint: Paint; why: "main" | "all" };

/** A plan as plain text of at most 80 columns: verdict, clusters, what was assumed, warnings and reasons. */
export function renderPlan(plan: Plan, { paint, why }: PlanViewOptions): string {
  const { word, sentence } = planVerdict(plan);
  const tone = word === "refused" ? "red" : "green";
  const verdict = wrap(`${plan.name}: ${word}. ${plan.verdict === "planned" ? sentence : ""}`.trimEnd(), width, 4);
  return [
    ...verdict.map((line) => line.replace(word, paint(tone, word))),
    ...plan.refusals.flatMap((refusal) => refusalLines(refusal, paint)),
    ...plan.clusters.flatMap((cluster) => ["", ...renderCluster(cluster, paint)]),
    ...(plan.clusters.length > 1 ? totals(plan) : []),
    ...(plan.cost === null
      ? []
      : ["", `Cost      ${plan.cost.perMonth} ${plan.cost.currency} a month, prices of ${plan.cost.pricesAsOf}`]),
    ...renderNotes(plan, paint),
    ...renderReasons(plan.explanation, why === "all" ? { ...whyPlan, keys: "all" } : whyPlan, paint),
    "",
  ].join("\n");
}

function refusalLines(refusal: Refusal, paint: Paint): string[] {
  const needed = `${quantity(refusal.needed, refusal.unit)} needed, ${quantity(refusal.available, refusal.unit)} available`;
  return [
    "",
    ...wrap(`${refusal.code} ${refusal.resource}: ${needed}`, width, 4).map((line) =>
      line.replace(refusal.code, paint("red", refusal.code)),
    ),
    ...wrap(refusal.remedy, width - 2, 6).map((line) => `  ${line}`),
  ];
}

function totals({ totals: all }: Plan): string[] {
  return [
    "",
    `Together  ${all.clusters} clusters, ${all.brokers} brokers, ${all.metadataNodes} metadata nodes, ${count(all.partitions)} partitions`,
    `          ${messageRate(all.messagesPerSecond)}, ${formatBytesPerSecond(all.ingressBytesPerSecond)} in, ${formatBytesPerSecond(all.egressBytesPerSecond)} out`,
  ];
}

// The numbers that a reader asks about first; `--why` and `explain` show the others.
const whyPlan = {
  keys: /^clusters\.[^.]+\.(brokers|metadata\.nodes|topics\..+\.partitions|bottleneck\.utilisation|perBroker\.(network|disk|cpu|page)\w+)$/,
  prefix: "clusters.main.",
  more: "--why, or plimsoll explain",
} as const;
