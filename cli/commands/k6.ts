import type { Command } from "commander";
import { parseBytesPerSecond, parseMessagesPerSecond } from "../../sizing/units/parse.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parseBootstrap, parseIngestUrl, parseScale, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll k6 stacks/claro --out claro-k6
  plimsoll k6 stacks/claro --out claro-k6 --scale 1/20 --ramp 1min --duration 10min
  plimsoll k6 stacks/keystone --cluster fronting-1 --out keystone-k6
Their page: docs/how-to/load-from-k6.md`;

type Options = {
  out: string;
  cluster?: string;
  scale: number | "auto";
  duration: number;
  ramp: number;
  against: string[];
  ingestUrl: string;
  instanceRate: number;
  instanceBytes: number;
  kafkaImage: string;
  ingestImage: string;
  json?: boolean;
};

/** `plimsoll k6 DIR --out FOLDER`: the planned load as scripts for k6 and TestRuns for its operator. */
export function addK6Command(program: Command, perform: Perform): void {
  program
    .command("k6")
    .description("Write the planned load as k6 scripts in TypeScript, with TestRuns for the k6 operator.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .requiredOption("--out <folder>", "folder for the scripts")
    .option("--cluster <name>", "which one, where the plan has several")
    .option("--scale <part>", "part of the planned load: 1/20, 0.05 or 1", parseScale, 1)
    .addOption(secondsOption("--duration <time>", "time at the full rate", 1, 60))
    .addOption(secondsOption("--ramp <time>", "time before it in which the rate grows from nothing", 0, 0))
    .option("--against <bootstrap>", "brokers, host:port,...", parseBootstrap, ["127.0.0.1:9092"])
    .option("--ingest-url <url>", "where plimsoll ingest listens", parseIngestUrl, "http://127.0.0.1:8080")
    .option(
      "--instance-rate <rate>",
      "what one instance of k6 is trusted with (default: 20k msg/s)",
      (text): number => parseMessagesPerSecond(text, "--instance-rate"),
      20_000,
    )
    .option(
      "--instance-bytes <rate>",
      "the same in bytes (default: 20 MB/s)",
      (text): number => parseBytesPerSecond(text, "--instance-bytes"),
      20_000_000,
    )
    .option("--kafka-image <image>", "k6 with xk6-kafka, for the operator", "mostafamoradian/xk6-kafka:latest")
    .option("--ingest-image <image>", "k6, for the operator", "grafana/k6:1.8.1")
    .option("--json", "print the load as JSON")
    .addHelpText("after", examples)
    .action((dir: string, options: Options) =>
      perform(async ({ terminal }) => {
        const { readSystem, systemFiles } = await import("../../components/system.ts");
        const { k6Files } = await import("../../loadgen/k6/files.ts");
        const { k6Summary } = await import("../views/k6.ts");
        const { plannedK6Load } = await import("../k6-load.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { printPlan } = await import("../print-plan.ts");
        const { json } = await import("../report-files.ts");
        const system = await readSystem(systemFiles(dir, {}));
        if (system.plan.verdict === "refused") {
          printPlan(terminal, system.plan, options.json ? "json" : "main");
          return exitCodes.refused;
        }
        const load = plannedK6Load(system, options);
        await prepareOut(options.out);
        const targets = { bootstrap: options.against, ...options };
        const files = await k6Files(load, targets);
        for (const path of await writeOut(options.out, files)) terminal.err.write(`wrote ${path}\n`);
        terminal.out.write(options.json ? json(load) : k6Summary(load, options.out, targets));
        return exitCodes.done;
      }),
    );
}
