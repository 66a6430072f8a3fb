import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { readSystem, type SystemOptions, systemFiles } from "../components/system.ts";
import { readYaml } from "../components/yaml-file.ts";
import { readBaseline } from "../loadgen/baseline/read.ts";
import { provenName } from "../loadgen/proof-load.ts";
import { readProven } from "../loadgen/repeats/read.ts";
import type { Named } from "../loadgen/report/compare/change.ts";
import { type Compared, comparisonOfPlans } from "../loadgen/report/compare/plans.ts";
import { comparisonOfProofs } from "../loadgen/report/compare/proofs.ts";
import { reportOf } from "../loadgen/report/model/build.ts";
import type { ReportModel } from "../loadgen/report/model/report.ts";
import { reportOfRepeats } from "../loadgen/report/repeats/report.ts";
import { type Plan, Problem, planSchema } from "../sizing/index.ts";
import { type ExitCode, exitCodes, exitFor } from "./exit.ts";

/** What a report is asked for. */
export type ReportOptions = SystemOptions & {
  readonly proof?: string;
  readonly compare?: string;
};

/** The report of a plan or of a proof, or of two of them, and the exit code that its verdict has. */
export async function readReport(
  dir: string | undefined,
  options: ReportOptions,
): Promise<{ readonly report: ReportModel; readonly code: ExitCode }> {
  const files = systemFiles(dir, options);
  const { plan, written } = await readSystem(files);
  if (options.proof === undefined) {
    if (options.compare === undefined) return { report: reportOf({ plan }), code: exitFor.plan(plan.verdict) };
    const other = await readOther(options.compare);
    const [now, then] = named<Compared>(
      [{ plan, written }, other],
      [plan.name, other.plan.name],
      [dir ?? files.workload, options.compare],
    );
    return { report: comparisonOfPlans(now, then), code: exitCodes.done };
  }
  const proof = await readProven(options.proof);
  requireProofOf(plan, proof.name, options.proof);
  if (proof.schema === "plimsoll/repeats@1") {
    if (options.compare !== undefined) throw repeatsCompared(options.proof);
    return { report: reportOfRepeats(proof, plan), code: exitFor.proof(proof.verdict) };
  }
  if (options.compare === undefined) return { report: reportOf({ plan, proof }), code: exitFor.proof(proof.verdict) };
  const other = await readBaseline(options.compare);
  const [now, then] = named([proof, other], [`run ${proof.run}`, `run ${other.run}`], [options.proof, options.compare]);
  return { report: comparisonOfProofs(now, then), code: exitCodes.done };
}

/**
 * Checks that a proof is of `plan`, or of one of its clusters where it has several.
 * @throws Problem PLM-REPORT-001
 */
function requireProofOf({ name, clusters }: Plan, proven: string, file: string): void {
  if (clusters.some((cluster) => provenName({ name, clusters }, cluster) === proven)) return;
  throw new Problem(
    "input",
    "PLM-REPORT-001",
    `${file} is a proof of \`${proven}\`, the plan is of \`${name}\``,
    "name the folder that was proven, or a proof of this one",
  );
}

function repeatsCompared(file: string): Problem {
  return new Problem(
    "input",
    "PLM-REPORT-003",
    `${file} is of several runs, which are not compared with others`,
    "name the proof.json of one of them, for example `--proof results/1/proof.json`",
  );
}

/** Two things by their short names where these tell them apart, else by where they are. */
function named<T>(values: readonly [T, T], short: readonly [string, string], long: readonly [string, string]) {
  const [a, b] = short[0] === short[1] ? long : short;
  return [
    { label: a, value: values[0] },
    { label: b, value: values[1] },
  ] as const satisfies readonly Named<T>[];
}

/**
 * The plan of another folder, or one that `plimsoll plan --json` wrote.
 * @throws Problem PLM-REPORT-002 for a file that is no plan, and those of {@link readSystem}
 */
async function readOther(path: string): Promise<Compared> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => !path.endsWith(".json"),
  );
  if (isFolder) return readSystem(systemFiles(path, {}));
  const parsed = planSchema.safeParse(await readYaml(path));
  if (parsed.success) return { plan: parsed.data, written: null };
  const { path: where, message } = parsed.error.issues[0]!;
  const at = where.length > 0 ? ` at ${where.join(".")}` : "";
  throw new Problem(
    "input",
    "PLM-REPORT-002",
    `${basename(path)} is no plan of this version${at}: ${message}`,
    "name a folder, or a file that `plimsoll plan DIR --json` wrote; to compare proofs name one with --proof as well",
  );
}
