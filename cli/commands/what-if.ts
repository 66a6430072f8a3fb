import type { Command } from "commander";
import type { SystemOptions } from "../../components/system.ts";
import type { Perform } from "../context.ts";
import { exitFor } from "../exit.ts";

const examples = `
Examples:
  plimsoll what-if stacks/claro
  plimsoll what-if stacks/ute --json
  plimsoll what-if --workload load.yaml --inventory hosts.yaml`;

type Options = SystemOptions & { json?: boolean };

/** `plimsoll what-if DIR`: how brokers, cost and bottleneck hang on each input. */
export function addWhatIfCommand(program: Command, perform: Perform): void {
  program
    .command("what-if")
    .description("Tell how brokers, cost and bottleneck change with each input of the workload.")
    .argument("[dir]", "folder with workload.yaml and inventory.yaml")
    .option("--workload <file>", "workload to use instead of the folder's")
    .option("--inventory <file>", "inventory to use instead of the folder's")
    .option("--calibration <file>", "measured costs to use instead of the folder's")
    .option("--json", "print the outcomes as JSON (plimsoll/what-if@1)")
    .addHelpText("after", examples)
    .action((dir: string | undefined, options: Options) =>
      perform(async ({ terminal }) => {
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { whatIf } = await import("../../sizing/index.ts");
        const { estimated } = await import("../estimate.ts");
        const { createProgress } = await import("../progress.ts");
        const { json } = await import("../report-files.ts");
        const { renderWhatIf } = await import("../views/what-if.ts");
        const { workload, inventory, market, calibration } = await readSystem(systemFiles(dir, options));
        const progress = createProgress(terminal);
        const onPlanned = estimated("planning with each change", progress);
        const found = whatIf(workload, inventory, market, calibration, onPlanned);
        progress.close();
        terminal.out.write(options.json ? json(found) : renderWhatIf(found, terminal.paintOut));
        return exitFor.plan(found.now.verdict);
      }),
    );
}
