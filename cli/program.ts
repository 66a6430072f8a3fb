import { Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { Problem } from "../sizing/problem.ts";
import { addAgentCommand } from "./commands/agent.ts";
import { addCalibrateCommand } from "./commands/calibrate.ts";
import { addCapacityCommand } from "./commands/capacity.ts";
import { addDownCommand } from "./commands/down.ts";
import { addExplainCommand } from "./commands/explain.ts";
import { addFindMaxCommand } from "./commands/find-max.ts";
import { addIngestCommand } from "./commands/ingest.ts";
import { addK6Command } from "./commands/k6.ts";
import { addMarkCommand } from "./commands/mark.ts";
import { addPlanCommand } from "./commands/plan.ts";
import { addProveCommand } from "./commands/prove.ts";
import { addStartCommand } from "./commands/start.ts";
import { addStatusCommand } from "./commands/status.ts";
import { addUpCommand } from "./commands/up.ts";
import { addWhatIfCommand } from "./commands/what-if.ts";
import type { Context } from "./context.ts";
import { type ExitCode, exitCodes, exitFor } from "./exit.ts";
import { renderProblem } from "./views/problem.ts";

const exitCodeHelp = `
Exit codes: 0 done, planned or passed; 1 proof failed; 2 bad input; 3 refused;
4 proof invalid (the generator or the machine was the limit); 5 environment;
130 interrupted.`;

/** Runs one command line (without the program's name) and returns its exit code. Never throws. */
export async function runCommandLine(words: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const program = buildProgram(context, async (body) => {
    code = await body(context);
  });
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return report(error, context);
  }
}

function buildProgram(context: Context, perform: Parameters<typeof addPlanCommand>[1]): Command {
  const { out, err } = context.terminal;
  const program = new Command("plimsoll")
    .description("Plan, deploy and prove streaming clusters from one object.")
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      // Thrown as well, and shown with its code where it is caught.
      outputError: () => {},
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .addHelpText("after", exitCodeHelp);
  for (const add of [
    addStartCommand,
    addPlanCommand,
    addExplainCommand,
    addCapacityCommand,
    addWhatIfCommand,
    addUpCommand,
    addStatusCommand,
    addProveCommand,
    addFindMaxCommand,
    addMarkCommand,
    addCalibrateCommand,
    addAgentCommand,
    addIngestCommand,
    addK6Command,
    addDownCommand,
  ])
    add(program, perform);
  return program;
}

/** Shows what ended a command early, on stderr, and gives its exit code. */
function report(error: unknown, { terminal }: Context): ExitCode {
  const { err, paintErr } = terminal;
  if (error instanceof CommanderError) {
    if (error.code === "commander.helpDisplayed" || error.code === "commander.version") return exitCodes.done;
    if (error.code !== "commander.help") err.write(renderProblem(usageProblem(error), paintErr));
    return exitCodes.input;
  }
  if (error instanceof Problem) {
    err.write(error.kind === "interrupted" ? `stopped: ${error.message}\n` : renderProblem(error, paintErr));
    return exitFor.problem(error.kind);
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  err.write(`internal error PLM-BUG-001: ${message.split("\n")[0]}\n`);
  if (process.env.PLIMSOLL_DEBUG === "1") err.write(`${stack}\n`);
  return exitCodes.environment;
}

function usageProblem({ message }: CommanderError): Problem {
  const [what = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const remedy =
    suggestion?.replace(/[()]/g, "") ?? "plimsoll --help lists the commands, plimsoll COMMAND --help its options";
  return new Problem("input", "PLM-CLI-001", what, remedy);
}
