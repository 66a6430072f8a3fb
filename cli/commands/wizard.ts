import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitFor } from "../exit.ts";
import type { WizardOptions } from "../wizard/without-questions.ts";

const examples = `
Examples:
  plimsoll wizard
  plimsoll wizard --from stacks/claro
  plimsoll wizard --from load.yaml --out stacks/mine
  plimsoll wizard --plain
  plimsoll wizard --from stacks/claro --name mine --yes --json`;

type Options = WizardOptions & { yes?: boolean; plain?: boolean; fresh?: boolean; json?: boolean };

/** `plimsoll wizard`: from nothing to the files of a system, with its plan beside the questions. */
export function addWizardCommand(program: Command, perform: Perform): void {
  program
    .command("wizard")
    .description("Ask what flows and what there is, plan it while you type, and write the files of a system.")
    .option("--from <path>", "start from a system's folder, its workload.yaml or its inventory.yaml")
    .option("--name <name>", "name of the system")
    .option("--out <dir>", "folder to write to; stacks/NAME unless told")
    .option("--yes", "ask nothing: write what --from gives, over what is there")
    .option("--plain", "ask line by line, for screen readers and pipes")
    .option("--fresh", "forget the draft that was left")
    .option("--json", "print what was written, and its plan, as JSON (plimsoll/wizard@1)")
    .addHelpText("after", examples)
    .action((options: Options) =>
      perform(async (context) => {
        const { terminal } = context;
        if (options.yes) {
          const { json } = await import("../report-files.ts");
          const { writeWithoutQuestions } = await import("../wizard/without-questions.ts");
          const { renderNext, renderWritten } = await import("../wizard/written.ts");
          const written = await writeWithoutQuestions(options);
          const said = `${renderWritten(written, terminal.paintOut)}${renderNext(written.folder)}`;
          terminal.out.write(options.json ? json(written) : said);
          return exitFor.plan(written.plan.verdict);
        }
        const { runWizard } = await import("../wizard/run.ts");
        return runWizard(context, options);
      }),
    );
}
