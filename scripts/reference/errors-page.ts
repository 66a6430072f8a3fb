import { type ExitCode, exitCodes, exitFor } from "../../cli/exit.ts";
import { code, page, sentence, table } from "./markdown.ts";
import type { Raised } from "./raised.ts";

const exits: Record<ExitCode, string> = {
  [exitCodes.done]: "done, planned or passed",
  [exitCodes.failed]: "the proof failed, or a search found no rate that holds",
  [exitCodes.input]: "bad input: a file, an option or an argument",
  [exitCodes.refused]: "refused: no plan fits",
  [exitCodes.invalid]: "the proof is invalid: the generator or its machine was the limit, not the cluster",
  [exitCodes.environment]: "the environment: no Java, a port in use, no space, a process that does not start",
  [exitCodes.interrupted]: "interrupted",
};

const about = `What you can mend has a code of three parts, \`PLM-AREA-NUMBER\`, that does not change between releases. It is shown on
stderr with what happened and where, and what to do instead:

\`\`\`text
error PLM-FILE-002: stacks/clara/workload.yaml does not exist
  name a folder that holds workload.yaml and inventory.yaml, or the files with
  --workload and --inventory
\`\`\`

Words in braces stand for what is known only then. \`PLIMSOLL_DEBUG=1\` shows the stack of an internal error.`;

const aboutRefusals = `Why no plan exists. A refusal is part of the plan (\`refusals\` in the JSON), with the amount that is needed and the amount
that there is. Where no remedy stands here, the plan works out the nearest change that would fit.`;

/** A page on every code: of problems with their exit codes, and of refusals. */
export function errorsPage(raised: readonly Raised[]): string {
  const problems = raised.filter(({ kind }) => kind !== "refusal");
  const areas = [...new Set(problems.map(areaOf))];
  return page(
    "# Exit codes and errors",
    table(
      ["Exit code", "Meaning"],
      Object.values(exitCodes).map((exit) => [String(exit), sentence(exits[exit])]),
    ),
    about,
    "## Refusals",
    aboutRefusals,
    table(["Code", "What is short", "What to do"], refusalRows(raised)),
    ...areas.map((area) =>
      page(
        `## ${area}`,
        table(
          ["Code", "Exit", "What happened", "What to do"],
          problemRows(problems.filter((one) => areaOf(one) === area)),
        ),
      ).trimEnd(),
    ),
  );
}

const areaOf = ({ code }: Raised): string => code.split("-")[1]!;

/** One row for what is said alike by several codes, as by those of the kinds of services. */
function refusalRows(raised: readonly Raised[]): string[][] {
  const alike = Map.groupBy(
    raised.filter(({ kind }) => kind === "refusal"),
    ({ what, remedies }) => JSON.stringify([what, remedies]),
  );
  return [...alike.values()].map((ones) => [
    [...new Set(ones.map((one) => code(one.code)))].join(", "),
    code(ones[0]!.what.join(", ")),
    sentences(ones[0]!.remedies, ""),
  ]);
}

/** Of a code with several meanings each; what is said twice once. */
function problemRows(problems: readonly Raised[]): string[][] {
  const rows = problems.map((one) => {
    const exit = one.kind === "refusal" ? exitCodes.refused : exitFor.problem(one.kind);
    return [code(one.code), String(exit), sentences(one.what), sentences(one.remedies)];
  });
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.join("|")) && seen.add(row.join("|")));
}

/** What is not known before the program runs says nothing here. */
function sentences(texts: readonly string[], nothing = "as the message says"): string {
  const told = texts.filter((text) => !/^\W*(\{[^}]*\}\W*)*$/.test(text));
  return told.length === 0 ? nothing : told.map((text) => sentence(text.replaceAll("\n", " "))).join("<br>");
}
