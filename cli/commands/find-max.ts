import { type Command, Option } from "commander";
import type { FindMax } from "../../loadgen/index.ts";
import { type AgentsOptions, parseAgents } from "../agent-options.ts";
import type { Perform } from "../context.ts";
import { exitCodes, exitFor } from "../exit.ts";
import { parseBootstrap, parseRepeats, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll find-max stacks/claro
  plimsoll find-max stacks/claro --keep 'p99<100ms' --out results
  plimsoll find-max stacks/claro --step 20s --repeats 10
  plimsoll find-max stacks/claro --agents g1,g2 --agent-token-file token
  plimsoll find-max stacks/claro --against k1:9092,k2:9092 --json`;

type Options = {
  against?: string[];
  stack?: string;
  clientConfig?: string;
  cluster?: string;
  keep?: string;
  step: number;
  warmup: number;
  repeats: number;
  driver: FindMax["driver"];
  out?: string;
  json?: boolean;
} & AgentsOptions;

/**
 * `plimsoll find-max DIR`: the highest rate that a cluster keeps an objective at. A command of its own and no option of
 * `prove`, since it has a rate for an answer and not a verdict on the plan, and since most of what `prove` takes (a
 * scale, a shape, faults, a time in all) means nothing to it.
 */
export function addFindMaxCommand(program: Command, perform: Perform): void {
  program
    .command("find-max")
    .description("Find the highest rate at which the cluster keeps an objective.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .option("--keep <bound>", "produce latency to keep, such as 'p99<100ms'; else objectives.produceP99, else p99<1s")
    .option("--against <bootstrap>", "brokers to load, host:port,...; else the local cluster", parseBootstrap)
    .addOption(
      new Option("--stack <name>", "load what this Pulumi stack has deployed, as its outputs say").conflicts("against"),
    )
    .option("--client-config <file>", "Kafka client properties: TLS, login, and brokers")
    .option("--cluster <name>", "which cluster of the plan to load, where it has several")
    .addOption(secondsOption("--step <time>", "time that is measured at each rate", 4, 8))
    .addOption(secondsOption("--warmup <time>", "time before it that is not measured", 1, 2))
    .option("--repeats <turns>", "turns at the edge from which the answer is drawn", parseRepeats, 6)
    .addOption(
      new Option("--driver <name>", "client that makes the load").choices(["plimsoll", "kafkajs"]).default("plimsoll"),
    )
    .option(
      "--agents <addresses>",
      "hosts that carry the load, each with a `plimsoll agent`: host:port,...",
      parseAgents,
    )
    .option("--agent-token-file <file>", "the token that the agents know; else the one in PLIMSOLL_AGENT_TOKEN")
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
