import { Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { Problem } from "../sizing/problem.ts";
import { commands, groups, type Listed } from "./command-list.ts";
import type { Context, Perform } from "./context.ts";
import { type ExitCode, exitCodes, exitFor } from "./exit.ts";
import { renderHelp } from "./views/help.ts";
import { wrapped } from "./views/lines.ts";
import { renderProblem } from "./views/problem.ts";

/** Runs one command line (without the program's name) and returns its exit code. Never throws. */
export async function runCommandLine(words: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  const perform: Perform = async (body) => {
    // Zod would compile its checks; for the few files of one command that takes longer than it saves.
    (await import("zod")).config({ jitless: true });
    code = await body(context);
  };
  try {
    const program = await buildProgram(context, perform, ({ name }) => words.includes(name));
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return report(error, context);
  }
}

/**
 * The program with its commands. Those that `wanted` leaves out are known by name alone, which is all that a list of
 * commands or a suggestion needs; loading every command would cost most of the time of a start.
 */
export async function buildProgram(
  { terminal: { out, err } }: Pick<Context, "terminal">,
  perform: Perform,
  wanted: (command: Listed) => boolean,
): Promise<Command> {
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
    });
  program.helpInformation = () => renderHelp(program.description(), groups, commands);
  for (const command of commands)
    if (wanted(command)) (await command.load())(program, perform);
    else program.command(command.name);
  return program;
}

/** Shows what ended a command early, on stderr, and gives its exit code. */
function report(error: unknown, { terminal }: Context): ExitCode {
  const { err, paintErr } = terminal;
  if (error instanceof CommanderError) {
    // Help and version that were asked for; help that is shown for want of a command is not.
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code !== "commander.help") err.write(renderProblem(usageProblem(error), paintErr));
    return exitCodes.input;
  }
  if (error instanceof Problem) {
    const stopped = () => `${wrapped(`stopped: ${error.message}`, 5).join("\n")}\n`;
    err.write(error.kind === "interrupted" ? stopped() : renderProblem(error, paintErr));
    return exitFor.problem(error.kind);
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const remedy = "run it again with PLIMSOLL_DEBUG=1, and report what it shows";
  err.write(`internal error PLM-BUG-001: ${message.split("\n")[0]}\n  ${remedy}\n`);
  if (process.env.PLIMSOLL_DEBUG === "1") err.write(`${stack}\n`);
  return exitCodes.environment;
}

function usageProblem({ message }: CommanderError): Problem {
  const [what = "", suggestion] = message.replace(/^error: /, "").split("\n");
  const remedy =
    suggestion?.replace(/[()]/g, "") ?? "plimsoll --help lists the commands, plimsoll COMMAND --help its options";
  return new Problem("input", "PLM-CLI-001", what, remedy);
}
