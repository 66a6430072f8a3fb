import { mkdtemp, rm, rmdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import type { Context } from "../cli/context.ts";
import { type ExitCode, exitCodes, exitFor } from "../cli/exit.ts";
import { type LongRunTools, longRun } from "../cli/long-run.ts";
import { prepareOut, writeOut } from "../cli/out.ts";
import { json } from "../cli/report-files.ts";
import { processTerminal } from "../cli/terminal.ts";
import { renderProblem } from "../cli/views/problem.ts";
import * as components from "../components/index.ts";
import { Problem } from "../sizing/problem.ts";
import { type BenchReport, reportFile } from "./bench-report.ts";
import { type BenchOptions, parseOptions, sections } from "./options.ts";
import { run } from "./run.ts";
import { summary } from "./summary.ts";

const kafka = "3.9.2";
const measured = fileURLToPath(new URL("../docs/measured", import.meta.url));
// Not where the user's clusters are kept, and the same each time: what a killed bench left is found by the next one.
const stateDir = join(tmpdir(), `plimsoll-bench-${userInfo().uid}`);
process.env.PLIMSOLL_STATE = stateDir;

// Warnings of Node.js about libraries are for those who work on the bench.
if (process.env.PLIMSOLL_DEBUG !== "1") process.removeAllListeners("warning");

const context: Context = {
  terminal: processTerminal(),
  components: async () => components,
  loadgen: () => import("../loadgen/index.ts"),
};

async function bench(options: BenchOptions, tools: LongRunTools): Promise<ExitCode> {
  const { out, err } = context.terminal;
  if (process.platform !== "linux")
    throw new Problem(
      "environment",
      "PLM-BENCH-001",
      "the CPU of other programs is read from /proc, which only Linux has",
      "run the bench on Linux",
    );
  if (options.out !== undefined) await prepareOut(options.out);
  const runtime = await components.ensureRuntime({ kafka, log: tools.log, signal: tools.signal });
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-bench-files-"));
  const reports: BenchReport[] = [];
  try {
    await run({ ...tools, components, runtime, kafka, options, directory }, async (report) => {
      reports.push(report);
      if (options.out === undefined) return;
      // The whole report goes by a name of its own: what was written of the sections so far is replaced by it.
      const [path] = await writeOut(options.out, { [reportFile({ ...report, options }, sections)]: json(report) });
      tools.log(`wrote ${path}`);
    });
    return exitCodes.done;
  } finally {
    const last = reports.at(-1);
    if (last !== undefined) {
      if (options.json) err.write(summary(last));
      out.write(options.json ? json(last) : summary(last));
    }
    await rm(directory, { recursive: true, force: true });
    // Only if nothing is left in it.
    await rmdir(stateDir).catch(() => {});
  }
}

const program = new Command().exitOverride(({ exitCode }) =>
  process.exit(exitCode === 0 ? exitCodes.done : exitCodes.input),
);
const options = parseOptions(process.argv.slice(2), measured, program);
try {
  const words = { stopping: "the bench and its brokers", stopped: "the bench was stopped; its brokers are down" };
  process.exitCode = await longRun(context, words, (tools) => bench(options, tools));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const { err, paintErr } = context.terminal;
  err.write(error.kind === "interrupted" ? `stopped: ${error.message}\n` : renderProblem(error, paintErr));
  process.exitCode = exitFor.problem(error.kind);
}
