import { wrap } from "../../../loadgen/report/text.ts";
import { planVerdict } from "../../../loadgen/report/verdict.ts";
import type { Section } from "./section.ts";

/** The verdict of a plan, and in a sentence what carries the workload. */
export const renderHeadline: Section = (plan, { paint, columns }) => {
  const { word, sentence } = planVerdict(plan);
  const said = plan.verdict === "planned" ? sentence : "";
  const tone = word === "refused" ? "red" : "green";
  const lines = wrap(`${plan.name}: ${word}. ${said}`.trimEnd(), columns, 4);
  return lines.map((line) => line.replace(`: ${word}.`, `: ${paint(tone, word)}.`));
};
