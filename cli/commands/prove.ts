import { type Command, Option } from "commander";
import type { Proof } from "../../loadgen/proof.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parseBootstrap, parseScale, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll prove stacks/claro
  plimsoll prove stacks/claro --scale 1/20 --duration 2min --out results
  plimsoll prove stacks/claro --stack local
  plimsoll prove stacks/claro --against k1:9092,k2:9092 --scale 1`;

type Options = {
  against?: string[];
  stack?: string;
  clientConfig?: string;
  scale: number | "auto";
  duration: number;
  warmup: number;
  driver: Proof["driver"];
  out?: string;
  json?: boolean;
};

/** `plimsoll prove DIR`: loads a cluster as planned, audits what came through, and judges. */
export function addProveCommand(program: Command, perform: Perform): void {
  program
    .command("prove")
    .description("Load the cluster as the plan says, audit every message, and pass or fail it.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .option("--against <bootstrap>", "brokers to load, host:port,...; else the local cluster", parseBootstrap)
    .addOption(
      new Option("--stack <name>", "load what this Pulumi stack has deployed, as its outputs say").conflicts([
        "against",
        "clientConfig",
      ]),
    )
    .option("--client-config <file>", "Kafka client properties for --against")
    .option("--scale <part>", "part of the planned load: 1/20, 0.05, 1, or auto", parseScale, "auto")
    .addOption(secondsOption("--duration <time>", "time that is measured", 1, 60))
    .addOption(secondsOption("--warmup <time>", "time before it that is not measured", 0, 5))
    .addOption(
      new Option("--driver <name>", "client that makes the load").choices(["plimsoll", "kafkajs"]).default("plimsoll"),
    )
    .option("--out <dir>", "write proof.json, junit.xml and report.html there")
    .option("--json", "print the proof as JSON (plimsoll/proof@1)")
    .addHelpText("after", examples)
    .action((dir: string, options: Options) =>
      perform(async (context) => {
        const { bootstrapOf } = await import("../bootstrap.ts");
        const { finishProof } = await import("../finish-proof.ts");
        const { longRun } = await import("../long-run.ts");
        const { prepareOut } = await import("../out.ts");
        const { printPlan } = await import("../print-plan.ts");
        const { runProof } = await import("../run-proof.ts");
        const { planFor, readSystem, systemFiles } = await import("../../components/system.ts");
        const { terminal } = context;
        const system = await readSystem(systemFiles(dir, {}));
        if (system.plan.verdict === "refused") {
          printPlan(terminal, system.plan, options.json ? "json" : "main");
          return exitCodes.refused;
        }
        if (options.out !== undefined) await prepareOut(options.out);
        const { bootstrap, metadata } = await bootstrapOf(context, system.plan.name, dir, options);
        const plan = planFor(system, metadata);
        const words = { stopping: "the load", stopped: "the load was stopped before its end; there is no verdict" };
        return longRun(context, words, async (tools) => {
          const { scale, duration, warmup, driver } = options;
          const run = { plan, bootstrap, scale, durationSeconds: duration, warmupSeconds: warmup, driver };
          const proof = await runProof(await context.loadgen(), run, tools);
          return finishProof(terminal, { plan, proof }, options);
        });
      }),
    );
}
