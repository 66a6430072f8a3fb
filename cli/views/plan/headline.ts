import { messageRate, percent } from "../../../loadgen/report/figures.ts";
import { some } from "../../../loadgen/report/plan-figures.ts";
import { wrap } from "../../../loadgen/report/text.ts";
import { planVerdict, resourceTitles } from "../../../loadgen/report/verdict.ts";
import { formatBytesPerSecond } from "../../../sizing/index.ts";
import type { Plan } from "../../../sizing/plan.ts";
import { width } from "../lines.ts";
import type { Section } from "./section.ts";

/** Several clusters in a sentence: what they carry together, and which of them is the fullest. */
function ofSeveral({ clusters, totals }: Plan): string {
  const { name, bottleneck } = clusters.reduce((most, cluster) =>
    cluster.bottleneck.utilisation > most.bottleneck.utilisation ? cluster : most,
  );
  const carried = `${messageRate(totals.messagesPerSecond)} (${formatBytesPerSecond(totals.ingressBytesPerSecond)} in)`;
  const state = bottleneck.state === "degraded" ? " after the planned loss" : "";
  return (
    `${some(totals.brokers, "broker")} in ${some(totals.clusters, "cluster")} carry ${carried}. The fullest is ${name}: ` +
    `${resourceTitles[bottleneck.resource]} at ${percent(bottleneck.utilisation)}${state}.`
  );
}

/** The verdict of a plan, and in a sentence what carries the workload. */
export const renderHeadline: Section = (plan, { paint }) => {
  const { word, sentence } = planVerdict(plan);
  const said = { planned: plan.clusters.length > 1 ? ofSeveral(plan) : sentence, refused: "" }[plan.verdict];
  const tone = word === "refused" ? "red" : "green";
  const lines = wrap(`${plan.name}: ${word}. ${said}`.trimEnd(), width, 4);
  return lines.map((line) => line.replace(`: ${word}.`, `: ${paint(tone, word)}.`));
};
