import { join } from "node:path";
import type { Proof } from "../loadgen/proof/proof.ts";
import { repeatsOf } from "../loadgen/repeats/repeats.ts";
import { proofSummary } from "../loadgen/report/summary.ts";
import type { Plan } from "../sizing/plan.ts";
import { type ExitCode, exitFor } from "./exit.ts";
import { prepareOut, writeOut } from "./out.ts";
import { json, type Results, repeatsFiles, reportFiles } from "./report-files.ts";
import type { Terminal } from "./terminal.ts";
import { renderRepeats } from "./views/repeats.ts";

/** Where the results of a command go. */
export type Output = { readonly out?: string | undefined; readonly json?: boolean | undefined };

/** Prints a proof and writes its files where a folder is given; the verdict decides the exit code. */
export async function finishProof(
  terminal: Terminal,
  results: Results,
  { out, json: asJson }: Output,
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

/**
 * Prints what repeated proofs of `plan` found together. Their folder holds the files of all together and a folder with
 * those of each, by its number, which {@link writeRepeat} has written.
 */
export async function finishRepeats(
  terminal: Terminal,
  plan: Plan,
  proofs: readonly Proof[],
  { out, json: asJson }: Output,
): Promise<ExitCode> {
  const repeats = repeatsOf(proofs);
  const text = renderRepeats(repeats, asJson ? terminal.paintErr : terminal.paintOut);
  if (asJson) terminal.err.write(text);
  terminal.out.write(asJson ? json(repeats) : text);
  if (out !== undefined)
    for (const path of await writeOut(out, await repeatsFiles(plan, proofs, repeats)))
      terminal.err.write(`wrote ${path}\n`);
  return exitFor.proof(repeats.verdict);
}

/** Writes the files of one of several proofs as soon as it is there. */
export async function writeRepeat(results: Results, number: number, out: string): Promise<void> {
  const folder = join(out, String(number));
  await prepareOut(folder);
  await writeOut(folder, await reportFiles(results));
}
