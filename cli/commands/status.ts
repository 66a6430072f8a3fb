import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
Examples:
  plimsoll status stacks/claro
  plimsoll status stacks/claro --json`;

/** `plimsoll status DIR`: what runs of a system on this machine. */
export function addStatusCommand(program: Command, perform: Perform): void {
  program
    .command("status")
    .description("Show the local cluster: nodes, ports, topics, and what differs from what was brought up.")
    .argument("<dir>", "folder with workload.yaml")
    .option("--json", "print the status as JSON, null if there is no cluster")
    .addHelpText("after", examples)
    .action((dir: string, options: { json?: boolean }) =>
      perform(async ({ terminal, components }) => {
        const { json } = await import("../report-files.ts");
        const { readName } = await import("../../components/system.ts");
        const { renderStatus } = await import("../views/status.ts");
        const name = await readName(dir);
        const found = await (await components()).status(name);
        if (options.json) terminal.out.write(json(found));
        else terminal.out.write(found ? renderStatus(found, terminal.paintOut) : `no cluster ${name} runs here\n`);
        return exitCodes.done;
      }),
    );
}
