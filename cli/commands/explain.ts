import type { Command } from "commander";
import type { SystemOptions } from "../../components/system.ts";
import type { Perform } from "../context.ts";
import { exitCodes, exitFor } from "../exit.ts";

const examples = `
Examples:
  plimsoll explain stacks/claro
  plimsoll explain stacks/claro clusters.main.brokers
  plimsoll explain stacks/claro perBroker.cpuCores
  plimsoll explain stacks/claro clusters.main.brokers --json
  plimsoll explain stacks/keystone --all
  plimsoll explain stacks/keystone "cost.lines.traffic between zones.perMonth"`;

type Options = SystemOptions & { all?: boolean; json?: boolean };

/** `plimsoll explain DIR KEY`: the reason for one number of the plan; without KEY the keys that there are. */
export function addExplainCommand(program: Command, perform: Perform): void {
  program
    .command("explain")
    .description("Explain a number of the plan: formula, inputs, rule and source.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .argument("[key]", "key of the number, or its end; without it the keys are listed")
    .option("--workload <file>", "workload to use instead of the folder's")
    .option("--inventory <file>", "inventory to use instead of the folder's")
    .option("--calibration <file>", "measured costs to use instead of the folder's")
    .option("--all", "list every key, also those of like clusters and topics")
    .option("--json", "print the reason, or all of them, as JSON")
    .addHelpText("after", examples)
    .action((dir: string, key: string | undefined, options: Options) =>
      perform(async ({ terminal }) => {
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { json } = await import("../report-files.ts");
        const { explain, findKey } = await import("../../sizing/index.ts");
        const { renderReason } = await import("../views/reason.ts");
        const { renderReasonList } = await import("../views/reason-list.ts");
        const { plan } = await readSystem(systemFiles(dir, options));
        if (key === undefined) {
          const list = renderReasonList(plan, terminal.paintOut, options.all ? "all" : "main");
          terminal.out.write(options.json ? json(plan.explanation) : list);
          return exitFor.plan(plan.verdict);
        }
        const reason = explain(plan, key);
        terminal.out.write(options.json ? json(reason) : renderReason(findKey(plan, key), reason, terminal.paintOut));
        return exitCodes.done;
      }),
    );
}
