import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import { count, percent } from "../figures.ts";
import { type Block, type Fact, note } from "../model/block.ts";
import type { Part, ReportModel } from "../model/report.ts";
import { growthBlocks } from "../plan/growth.ts";
import { refusalTable } from "../plan/refusals.ts";
import { money } from "../plan-figures.ts";
import { bottleneckText, fullestOf, type Verdict } from "../verdict.ts";
import { changeText, type Named } from "./change.ts";
import { clusterDifferences } from "./clusters.ts";
import { inputDifferences, writtenDifferences } from "./inputs.ts";
import { totalDifferences } from "./totals.ts";
import type { Written } from "./written.ts";

/** A plan with what it was made of; null where that is not at hand, as with a plan from a file. */
export interface Compared {
  readonly plan: Plan;
  readonly written: Written | null;
}

/** The report of two plans beside each other. */
export function comparisonOfPlans(nowWhole: Named<Compared>, otherWhole: Named<Compared>): ReportModel {
  const [now, other] = [nowWhole, otherWhole].map(({ label, value }) => ({ label, value: value.plan })) as [
    Named<Plan>,
    Named<Plan>,
  ];
  const part = (id: string, title: string, blocks: readonly Block[]): Part[] =>
    blocks.length === 0 ? [] : [{ id, title, blocks }];
  const both = [now, other];
  return {
    schema: "plimsoll/report@1",
    subject: "comparison",
    name: `${now.label} beside ${other.label}`,
    title: `${now.label} beside ${other.label}: comparison of plans`,
    verdict: verdictOf(now, other),
    besides: [],
    highlights: highlightsOf(both),
    parts: [
      ...part("changed", "Inputs that differ", writtenBlocks(nowWhole, otherWhole)),
      ...part("differences", "What follows", totalDifferences(now, other)),
      ...part(
        "refusals",
        "Why there is no plan",
        both
          .filter(({ value }) => value.refusals.length > 0)
          .map(({ label, value }) => ({ kind: "section", title: label, blocks: [refusalTable(value.refusals)] })),
      ),
      ...part("clusters", "Clusters", clusterDifferences(now, other)),
      ...part("inputs", "Topics and assumptions", inputDifferences(now, other)),
      ...part(
        "growth",
        "Growth",
        both
          .map(({ label, value }, at) => ({ label, blocks: growthBlocks(value, `growth-${at + 1}`) }))
          .filter(({ blocks }) => blocks.length > 0)
          .map(({ label, blocks }) => ({ kind: "section", title: label, blocks })),
      ),
    ],
  };
}

function writtenBlocks(now: Named<Compared>, other: Named<Compared>): Block[] {
  const [a, b] = [now.value.written, other.value.written];
  if (a !== null && b !== null)
    return writtenDifferences({ label: now.label, value: a }, { label: other.label, value: b });
  const without = [now, other].filter(({ value }) => value.written === null).map(({ label }) => label);
  return [note(`${without.join(" and ")} is a plan without its files: name its folder to see which inputs differ.`)];
}

function verdictOf(now: Named<Plan>, other: Named<Plan>): Verdict {
  const refused = [now, other].filter(({ value }) => value.verdict === "refused").map(({ label }) => label);
  if (refused.length > 0) {
    const which =
      refused.length === 2 ? "Neither can be carried" : `${refused.join()} cannot be carried, the other can`;
    return { word: "compared", sentence: `${which}. Reasons and remedies are below.` };
  }
  return {
    word: "compared",
    sentence: `${now.label} takes ${brokersText(now.value, other.value)} ${other.label}${costText(now.value, other.value)}. Its fullest resource is ${boundOf(now.value)}; that of ${other.label} is ${boundOf(other.value)}.`,
  };
}

const boundOf = ({ clusters }: Plan): string => bottleneckText(fullestOf(clusters).bottleneck);

function brokersText({ totals: { brokers } }: Plan, { totals: { brokers: others } }: Plan): string {
  const number = `${count(brokers)} broker${brokers === 1 ? "" : "s"}`;
  if (brokers === others) return `${number}, as many as`;
  const by = Math.abs(brokers - others);
  return `${number}, ${count(by)} ${brokers > others ? "more" : "fewer"} than`;
}

function costText({ cost }: Plan, { cost: other }: Plan): string {
  if (cost === null || other === null || cost.currency !== other.currency) return "";
  const change = changeText(cost.perMonth, other.perMonth);
  return change === "the same" ? " at the same cost" : ` and costs ${change}`;
}

function highlightsOf(both: readonly Named<Plan>[]): Fact[] {
  const each = (what: string, show: (plan: Plan) => string): Fact[] =>
    both.map(({ label, value }) => [`${what}, ${label}`, show(value)]);
  return [
    ...each("brokers", ({ totals }) => count(totals.brokers)),
    ...each("in", ({ totals }) => formatBytesPerSecond(totals.ingressBytesPerSecond)),
    ...each("fullest", ({ clusters }) =>
      clusters.length === 0 ? "none" : percent(fullestOf(clusters).bottleneck.utilisation),
    ),
    ...(both.some(({ value }) => value.cost !== null)
      ? each("a month", ({ cost }) => (cost === null ? "no price" : `${money(cost.perMonth)} ${cost.currency}`))
      : []),
  ];
}
