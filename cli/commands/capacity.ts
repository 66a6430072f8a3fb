import type { Command } from "commander";
import type { SystemOptions } from "../../components/system.ts";
import { Problem } from "../../sizing/problem.ts";
import type { Perform } from "../context.ts";
import { exitFor } from "../exit.ts";

const mostMore = 50;
const examples = `
Examples:
  plimsoll capacity stacks/claro
  plimsoll capacity stacks/claro --brokers-more 10
  plimsoll capacity stacks/keystone     names the cluster that binds
  plimsoll capacity --workload load.yaml --inventory hosts.yaml --json`;

type Options = SystemOptions & { brokersMore: number; why?: boolean; all?: boolean; json?: boolean };

/**
 * The brokers of `--brokers-more`.
 * @throws Problem PLM-CLI-002
 */
function parseBrokersMore(text: string): number {
  const brokers = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (brokers <= mostMore) return brokers;
  const remedy = `write a whole number from 0 to ${mostMore}, for example \`5\``;
  throw new Problem("input", "PLM-CLI-002", `--brokers-more \`${text}\` is no number of brokers`, remedy);
}

/** `plimsoll capacity DIR`: how many times the workload the inventory carries, and how long it can keep it. */
export function addCapacityCommand(program: Command, perform: Perform): void {
  program
    .command("capacity")
    .description("Tell what an inventory carries: how many times the load, how long a retention, bound by what.")
    .argument("[dir]", "folder with workload.yaml and inventory.yaml")
    .option("--workload <file>", "workload to use instead of the folder's")
    .option("--inventory <file>", "inventory to use instead of the folder's")
    .option("--calibration <file>", "measured costs to use instead of the folder's")
    .option("--brokers-more <number>", "further brokers to look at, one after another", parseBrokersMore, 3)
    .option("--why", "show reasons in full: of every number, or of the main ones of many")
    .option("--all", "leave no topic out, with --why no reason either")
    .option("--json", "print the capacity as JSON (plimsoll/capacity@1)")
    .addHelpText("after", examples)
    .action((dir: string | undefined, options: Options) =>
      perform(async ({ terminal }) => {
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { capacity } = await import("../../sizing/index.ts");
        const { estimated } = await import("../estimate.ts");
        const { createProgress } = await import("../progress.ts");
        const { json } = await import("../report-files.ts");
        const { renderCapacity } = await import("../views/capacity.ts");
        const { workload, inventory, market, calibration } = await readSystem(systemFiles(dir, options));
        const progress = createProgress(terminal);
        const onSearched = estimated("searching how far it goes", progress);
        const found = capacity(workload, inventory, options.brokersMore, market, calibration, onSearched);
        progress.close();
        const view = {
          paint: terminal.paintOut,
          why: options.why ? "all" : "main",
          show: options.all ? "all" : "main",
        } as const;
        terminal.out.write(options.json ? json(found) : renderCapacity(found, view));
        return exitFor.plan(found.verdict);
      }),
    );
}
