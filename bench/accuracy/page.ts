import type { Comparison } from "./comparison.ts";
import type { Summary } from "./summary.ts";
import { refusals, row, sentence, titles } from "./table.ts";

const begin = "<!-- accuracy: made by `npm run accuracy`, not by hand -->";
const end = "<!-- accuracy: end -->";

const markdownTable = (comparisons: readonly Comparison[]): string[] => [
  `| ${titles.join(" | ")} |`,
  `|${titles.map(() => " --- |").join("")}`,
  ...comparisons.map((comparison) => `| ${row(comparison).join(" | ")} |`),
];

const seen = { text: "read in the source", digest: "read in a digest of the source", memory: "known, not looked up" };

function notes({ name, study }: Comparison): string[] {
  return [
    `### ${name}`,
    "",
    `${study.who}, ${study.year}; figures ${seen[study.seen]}: ${study.source.map((url) => `<${url}>`).join(", ")}.`,
    `${study.complete ? "Counts" : "Does not count"}: ${study.because}.`,
    ...(study.assumed.length === 0 ? [] : [`Assumed: ${study.assumed.join("; ")}.`]),
    "",
  ];
}

/** The generated part of docs/accuracy.md. */
function generated(comparisons: readonly Comparison[], summary: Summary): string {
  const complete = comparisons.filter(({ study }) => study.complete);
  const planned = comparisons.filter(({ study, prediction }) => !study.complete && prediction !== null);
  const reasons = refusals(comparisons).map((line) => `- ${line}`);
  return [
    begin,
    "",
    "## Result",
    "",
    `${sentence(summary)}.`,
    "",
    ...markdownTable(complete),
    "",
    ...(planned.length === 0
      ? []
      : ["Planned with inputs too incomplete to count:", "", ...markdownTable(planned), ""]),
    ...(reasons.length === 0 ? [] : ["Refused:", "", ...reasons, ""]),
    "## Cases",
    "",
    ...comparisons.flatMap(notes),
    end,
  ].join("\n");
}

/**
 * The page with its generated part made anew; what stands around it stays.
 * @throws Error if the page does not have the two marks
 */
export function renew(page: string, comparisons: readonly Comparison[], summary: Summary): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no part between "${begin}" and "${end}"`);
  return `${page.slice(0, from)}${generated(comparisons, summary)}${page.slice(to + end.length)}`;
}
