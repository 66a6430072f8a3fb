import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
It changes nothing and fetches nothing. It exits with 5 where up and prove
cannot run, else with 0.

Examples:
  plimsoll doctor
  plimsoll doctor --json`;

/** `plimsoll doctor`: what this machine lacks, and how to get it. */
export function addDoctorCommand(program: Command, perform: Perform): void {
  program
    .command("doctor")
    .description("Tell what this machine lacks to plan, deploy and prove, and how to get it.")
    .option("--json", "print the findings as JSON (plimsoll/doctor@1)")
    .addHelpText("after", examples)
    .action((options: { json?: boolean }) =>
      perform(async ({ terminal }) => {
        const { examine } = await import("../doctor/examine.ts");
        const { ownSurroundings } = await import("../doctor/surroundings.ts");
        const { json } = await import("../report-files.ts");
        const { renderExamination } = await import("../views/doctor.ts");
        const found = await examine(ownSurroundings(process.env));
        terminal.out.write(options.json ? json(found) : renderExamination(found, terminal.paintOut));
        return found.verdict === "ready" ? exitCodes.done : exitCodes.environment;
      }),
    );
}
