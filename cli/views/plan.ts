import { count, messageRate, quantity } from "../../loadgen/report/figures.ts";
import { wrap } from "../../loadgen/report/text.ts";
import { planVerdict } from "../../loadgen/report/verdict.ts";
import { formatBytesPerSecond } from "../../sizing/index.ts";
import type { Plan, Reason, Refusal } from "../../sizing/plan.ts";
import type { Paint } from "../terminal.ts";
import { renderCluster } from "./cluster.ts";
import { renderReason } from "./reason.ts";

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
    ...list("Warnings", plan.warnings, paint),
    ...paragraph("Assumed, not given by the source", plan.assumed, paint),
    ...list(
      "Rules set otherwise",
      plan.overrides.map((rule) => `${rule.rule}: ${rule.value}, by default ${rule.default}`),
      paint,
    ),
    ...reasons(plan, why, paint),
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

function list(title: string, items: readonly string[], paint: Paint): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) =>
    wrap(item, width - 4, 10).map((line, i) => `${i === 0 ? "  - " : "    "}${line}`),
  );
  return ["", paint("bold", title), ...lines];
}

function paragraph(title: string, items: Plan["assumed"], paint: Paint): string[] {
  if (items.length === 0) return [];
  const text = items.map(({ key, value }) => `${key}: ${value}`).join("; ");
  return ["", paint("bold", title), ...wrap(text, width - 2, 20).map((line) => `  ${line}`)];
}

// The numbers that a reader asks about first; `--why` and `explain` show the others.
const mainKey =
  /^clusters\.[^.]+\.(brokers|metadata\.nodes|topics\..+\.partitions|bottleneck\.utilisation|perBroker\.(network|disk|cpu|page)\w+)$/;

function reasons(plan: Plan, why: PlanViewOptions["why"], paint: Paint): string[] {
  const all = Object.entries(plan.explanation);
  if (all.length === 0) return [];
  if (why === "all") {
    const blocks = all.flatMap(([key, reason]) => ["", ...renderReason(key, reason, paint).trimEnd().split("\n")]);
    return ["", paint("bold", "Why"), ...blocks];
  }
  const main = all.filter(([key]) => mainKey.test(key));
  const rest = `The reason for all ${all.length} numbers: --why, or plimsoll explain.`;
  const lines = main.flatMap(([key, reason], i) => shortReason(i + 1, key, reason));
  return ["", ...(lines.length > 0 ? [paint("bold", "Why")] : []), ...lines, paint("dim", rest)];
}

function shortReason(number: number, key: string, { value, unit, formula }: Reason): string[] {
  return wrap(`${key.replace(/^clusters\.main\./, "")} = ${quantity(value, unit)}: ${formula}`, width - 5, 2).map(
    (line, i) => `${(i === 0 ? `${number}.` : "").padStart(4)} ${line}`,
  );
}
