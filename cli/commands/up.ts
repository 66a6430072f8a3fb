import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";

const examples = `
Examples:
  plimsoll up stacks/claro
  plimsoll up stacks/claro --json`;

/** `plimsoll up DIR`: brings the planned cluster up as processes of this machine. */
export function addUpCommand(program: Command, perform: Perform): void {
  program
    .command("up")
    .description("Bring the planned cluster up on this machine, or what is missing of it.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .option("--json", "print the cluster as JSON")
    .addHelpText("after", examples)
    .action((dir: string, options: { json?: boolean }) =>
      perform(async (context) => {
        const { bringUp } = await import("../deploy.ts");
        const { longRun } = await import("../long-run.ts");
        const { printPlan } = await import("../print-plan.ts");
        const { json } = await import("../report-files.ts");
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { renderStatus } = await import("../views/status.ts");
        const { plan, inventory } = await readSystem(systemFiles(dir, {}));
        const { terminal } = context;
        if (plan.verdict === "refused") {
          printPlan(terminal, plan, options.json ? "json" : "main");
          return exitCodes.refused;
        }
        const words = { stopping: `what was started of ${plan.name}`, stopped: `${plan.name} was not brought up` };
        return longRun(context, words, async (tools) => {
          if (inventory.target !== "local") tools.log(`${dir} is planned for ${inventory.target}; target set to local`);
          const cluster = await bringUp(await context.components(), plan, tools);
          terminal.out.write(options.json ? json(cluster) : renderStatus(cluster, terminal.paintOut));
          return exitCodes.done;
        });
      }),
    );
}
