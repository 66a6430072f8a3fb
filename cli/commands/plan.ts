import type { Command } from "commander";
import type { SystemOptions } from "../../components/system.ts";
import type { Perform } from "../context.ts";
import { exitFor } from "../exit.ts";

const examples = `
Examples:
  plimsoll plan stacks/claro
  plimsoll plan stacks/claro --why
  plimsoll plan stacks/keystone         clusters at a glance, one of each role
  plimsoll plan stacks/keystone --all   every cluster, topic and job
  plimsoll plan --workload load.yaml --inventory hosts.yaml --json`;

type Options = SystemOptions & { why?: boolean; all?: boolean; json?: boolean };

/** `plimsoll plan DIR`: says what carries the workload, or why nothing in the inventory does. */
export function addPlanCommand(program: Command, perform: Perform): void {
  program
    .command("plan")
    .description("Plan a system: clusters, brokers, services, load, cost and the bottleneck.")
    .argument("[dir]", "folder with workload.yaml and inventory.yaml")
    .option("--workload <file>", "workload to use instead of the folder's")
    .option("--inventory <file>", "inventory to use instead of the folder's")
    .option("--calibration <file>", "measured costs to use instead of the folder's")
    .option("--why", "show reasons in full: of every number, or of the main ones of a large plan")
    .option("--all", "leave nothing of a large plan out, with --why no reason either")
    .option("--json", "print the plan as JSON (plimsoll/plan@1)")
    .addHelpText("after", examples)
    .action((dir: string | undefined, options: Options) =>
      perform(async ({ terminal }) => {
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { renderPlan } = await import("../views/plan.ts");
        const { plan } = await readSystem(systemFiles(dir, options));
        const text = options.json
          ? `${JSON.stringify(plan, null, 2)}\n`
          : renderPlan(plan, {
              paint: terminal.paintOut,
              why: options.why ? "all" : "main",
              show: options.all ? "all" : "main",
            });
        terminal.out.write(text);
        return exitFor.plan(plan.verdict);
      }),
    );
}
