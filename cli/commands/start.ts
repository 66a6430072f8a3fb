import { fileURLToPath } from "node:url";
import { Argument, type Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parseScale, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll start
  plimsoll start stacks/claro --out results --duration 1min`;

const showcase = fileURLToPath(new URL("../../stacks/claro", import.meta.url));

type Options = { scale: number | "auto"; duration: number; warmup: number; seconds: number; out?: string };

/** `plimsoll start [DIR]`: the whole loop in one command, with nothing left running at its end. */
export function addStartCommand(program: Command, perform: Perform): void {
  program
    .command("start")
    .description("The whole loop: plan, up, prove, mark, report, down.")
    .addArgument(
      new Argument("[dir]", "folder with workload.yaml and inventory.yaml").default(
        showcase,
        "the telco of stacks/claro",
      ),
    )
    .option("--scale <part>", "part of the planned load: 1/20, 0.05, 1, or auto", parseScale, "auto")
    .addOption(secondsOption("--duration <time>", "time of the proof that is measured", 1, 20))
    .addOption(secondsOption("--warmup <time>", "time before it that is not measured", 0, 5))
    .addOption(secondsOption("--seconds <time>", "length of each phase of the mark", 1, 20))
    .option("--out <dir>", "write the report there; by default into a new folder for temporary files")
    .addHelpText("after", examples)
    .action((dir: string, options: Options) =>
      perform(async (context) => {
        const { longRun } = await import("../long-run.ts");
        const { printPlan } = await import("../print-plan.ts");
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { theLoop } = await import("../the-loop.ts");
        const { plan, workload } = await readSystem(systemFiles(dir, {}));
        printPlan(context.terminal, plan, "main");
        if (plan.verdict === "refused") return exitCodes.refused;
        context.terminal.err.write(`${plan.name} runs on this machine: target set to local\n`);
        const words = {
          stopping: "the load and the cluster",
          stopped: `${plan.name} is down, nothing is left running`,
        };
        return longRun(context, words, (tools) =>
          theLoop(context, plan, { ...options, written: { workload, directory: dir } }, tools),
        );
      }),
    );
}
