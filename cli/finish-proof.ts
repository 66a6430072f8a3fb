import { proofSummary } from "../loadgen/report/summary.ts";
import { type ExitCode, exitFor } from "./exit.ts";
import { writeOut } from "./out.ts";
import { json, type Results, reportFiles } from "./report-files.ts";
import type { Terminal } from "./terminal.ts";

/** Prints a proof and writes its files where a folder is given; the verdict decides the exit code. */
export async function finishProof(
  terminal: Terminal,
  results: Results,
  { out, json: asJson }: { out?: string | undefined; json?: boolean | undefined },
): Promise<ExitCode> {
  const { proof } = results;
  const summary = proofSummary(proof);
  if (asJson) terminal.err.write(summary);
  terminal.out.write(asJson ? json(proof) : summary);
  if (out !== undefined) {
    for (const path of await writeOut(out, await reportFiles(results))) terminal.err.write(`wrote ${path}\n`);
  }
  return exitFor.proof(proof.verdict);
}
