import { exitFor } from "../../cli/exit.ts";
import { processTerminal } from "../../cli/terminal.ts";
import { renderProblem } from "../../cli/views/problem.ts";
import { Problem } from "../../sizing/index.ts";

/** Runs a script's work; a problem is shown and becomes the exit code of the process, as the command line does it. */
export async function endWithProblem(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { err, paintErr } = processTerminal();
    err.write(error.kind === "interrupted" ? `stopped: ${error.message}\n` : renderProblem(error, paintErr));
    process.exitCode = exitFor.problem(error.kind);
  }
}
