import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { type ExitCode, exitCodes, exitFor } from "../../cli/exit.ts";
import { json } from "../../cli/report-files.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { columns } from "../../cli/views/columns.ts";
import { renderProblem } from "../../cli/views/problem.ts";
import { Problem } from "../../sizing/problem.ts";
import { compareCases } from "./cases.ts";
import { type AccuracyOptions, parseOptions } from "./options.ts";
import { renew } from "./page.ts";
import { summarise } from "./summary.ts";
import { refusals, row, sentence, titles } from "./table.ts";

const cases = fileURLToPath(new URL("cases", import.meta.url));
const page = fileURLToPath(new URL("../../docs/accuracy.md", import.meta.url));
const { out, err, paintErr } = processTerminal();

async function accuracy(options: AccuracyOptions): Promise<ExitCode> {
  const comparisons = await compareCases(cases);
  const summary = summarise(comparisons);
  const planned = comparisons.filter(({ prediction }) => prediction !== null);
  const counted = planned.toSorted((a, b) => Number(b.study.complete) - Number(a.study.complete));
  const lines = [
    ...columns(
      [["counts", ...titles], ...counted.map((each) => [each.study.complete ? "yes" : "no", ...row(each)])],
      ["left", "left", "right", "left", "left", "right", "left", "left"],
    ),
    "",
    ...refusals(planned).map((line) => `refused: ${line}`),
    `${sentence(summary)}. ${comparisons.length - planned.length} further cases tell too little to be planned.`,
    "",
  ];
  out.write(options.json ? json({ schema: "plimsoll/accuracy@1", summary, comparisons }) : lines.join("\n"));
  const before = await readFile(page, "utf8");
  const after = renew(before, comparisons, summary);
  if (after === before) return exitCodes.done;
  if (!options.check) {
    await writeFile(page, after);
    err.write("wrote docs/accuracy.md\n");
    return exitCodes.done;
  }
  err.write("not up to date: docs/accuracy.md; run `npm run accuracy` and commit the result\n");
  return exitCodes.failed;
}

const program = new Command().exitOverride(({ exitCode }) =>
  process.exit(exitCode === 0 ? exitCodes.done : exitCodes.input),
);
try {
  process.exitCode = await accuracy(parseOptions(process.argv.slice(2), program));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  err.write(renderProblem(error, paintErr));
  process.exitCode = exitFor.problem(error.kind);
}
