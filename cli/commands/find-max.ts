import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes, exitFor } from "../exit.ts";
import { addClientOptions, addClusterOptions, type ClientOptions, type ClusterOptions } from "../load-options.ts";
import { parseRepeats, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll find-max stacks/claro
  plimsoll find-max stacks/claro --keep 'p99<100ms' --out results
  plimsoll find-max stacks/claro --step 20s --repeats 10
  plimsoll find-max stacks/claro --agents g1,g2 --agent-token-file token
  plimsoll find-max stacks/claro --against k1:9092,k2:9092 --json`;

type Options = {
  keep?: string;
  step: number;
  warmup: number;
  repeats: number;
  out?: string;
  json?: boolean;
} & ClusterOptions &
  ClientOptions;

/**
 * `plimsoll find-max DIR`: the highest rate that a cluster keeps an objective at. A command of its own and no option of
 * `prove`, since it has a rate for an answer and not a verdict on the plan, and since most of what `prove` takes (a
 * scale, a shape, faults, a time in all) means nothing to it.
 */
export function addFindMaxCommand(program: Command, perform: Perform): void {
  const command = program
    .command("find-max")
    .description("Find the highest rate at which the cluster keeps an objective.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml");
  addClientOptions(addClusterOptions(command))
    .option("--keep <bound>", "produce latency to keep, such as 'p99<100ms'; else objectives.produceP99, else p99<1s")
    .addOption(secondsOption("--step <time>", "time that is measured at each rate", 4, 8))
    .addOption(secondsOption("--warmup <time>", "time before it that is not measured", 1, 2))
    .option("--repeats <turns>", "turns at the edge from which the answer is drawn", parseRepeats, 6)
    .option("--out <dir>", "write find-max.json there")
    .option("--json", "print the result as JSON (plimsoll/find-max@1)")
    .addHelpText("after", examples)
    .action((dir: string, options: Options) =>
      perform(async (context) => {
        const { agentsOf } = await import("../agents.ts");
        const { loadTarget, plannedSystem } = await import("../load-target.ts");
        const { longRun } = await import("../long-run.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { json } = await import("../report-files.ts");
        const { runFindMax } = await import("../run-find-max.ts");
        const { renderFindMax } = await import("../views/find-max.ts");
        const { chosenCluster } = await import("../../loadgen/proof-load.ts");
        const { parseObjective, plannedObjective } = await import("../../loadgen/find-max/objective.ts");
        const { terminal } = context;
        const system = await plannedSystem(context, dir, options.json ?? false);
        if (system === null) return exitCodes.refused;
        // Told before a cluster is looked for, which need not be there for it.
        chosenCluster(system.plan, options.cluster);
        const { keep, out } = options;
        const objective =
          keep === undefined ? plannedObjective(system.workload.objectives.produceP99) : parseObjective(keep);
        const agents = await agentsOf(options, process.env);
        if (out !== undefined) await prepareOut(out);
        const target = await loadTarget(context, system, dir, options);
        const words = { stopping: "the search", stopped: "the search was stopped before its end; it found nothing" };
        return longRun(context, words, async (tools) => {
          const { step, warmup, repeats, driver, cluster } = options;
          const result = await runFindMax(
            await context.loadgen(),
            {
              ...target,
              ...{ objective, repeats, driver, cluster, agents, stepSeconds: step, warmupSeconds: warmup },
            },
            tools,
          );
          const text = renderFindMax(result, terminal.paintOut);
          if (options.json) terminal.err.write(text);
          terminal.out.write(options.json ? json(result) : text);
          if (out !== undefined)
            for (const path of await writeOut(out, { "find-max.json": json(result) }))
              terminal.err.write(`wrote ${path}\n`);
          return exitFor.findMax(result.verdict);
        });
      }),
    );
}
