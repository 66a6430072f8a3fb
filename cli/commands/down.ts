import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
Examples:
  plimsoll down stacks/claro`;

/** `plimsoll down DIR`: stops the local cluster of a system and removes its files. */
export function addDownCommand(program: Command, perform: Perform): void {
  program
    .command("down")
    .description("Stop the local cluster and remove its files and its data.")
    .argument("<dir>", "folder with workload.yaml")
    .option("--json", "print the outcome as JSON")
    .addHelpText("after", examples)
    .action((dir: string, options: { json?: boolean }) =>
      perform(async (context) => {
        const { longRun } = await import("../long-run.ts");
        const { json } = await import("../report-files.ts");
        const { readName } = await import("../../components/system.ts");
        const name = await readName(dir);
        const words = { stopping: `taking ${name} down`, stopped: `${name} is not wholly down; run the command again` };
        return longRun(context, words, async ({ log, step, signal }) => {
          step(`taking ${name} down`);
          const outcome = await (await context.components()).down(name, { log, signal });
          const sentence =
            outcome === "removed" ? `${name} is down, its files are removed` : `no cluster ${name} runs here`;
          context.terminal.out.write(options.json ? json({ name, outcome }) : `${sentence}\n`);
          return exitCodes.done;
        });
      }),
    );
}
