import { type Command, Option } from "commander";
import { parseTolerance } from "../baseline-options.ts";
import type { Perform } from "../context.ts";
import { addClientOptions, addClusterOptions } from "../load-options.ts";
import {
  parseBrokerMetrics,
  parseMetrics,
  parseRepeat,
  parseScale,
  parseTopics,
  secondsOption,
  several,
} from "../options.ts";
import { paceHelp } from "../pace-options.ts";
import type { ProveCommandOptions } from "../prove-options.ts";
import { autoWarmUp, parseWarmUp } from "../warm-up-option.ts";

const existingHelp = `
Without --allow-existing the load writes to topics of its own alone, which it
removes. An existing topic keeps what is written to it, for as long as its
retention says; each message has the header plimsoll-run, and the audit counts
those of this run, from the end that the topic had before it.
`;

const examples = `
Examples:
  plimsoll prove stacks/claro
  plimsoll prove stacks/claro --scale 1/20 --duration 2min --out results
  plimsoll prove stacks/claro --at 20s --do 'kill broker 2 for 20s'
  plimsoll prove stacks/claro --profile spike:x100 --stop-when 'behind>1000000'
  plimsoll prove stacks/claro --baseline results/proof.json --tolerance 10%
  plimsoll prove stacks/claro --metrics 9464
  plimsoll prove stacks/claro --stack local
  plimsoll prove stacks/claro --against k1:9092,k2:9092 --scale 1
  plimsoll prove stacks/claro --repeat 5 --out results
  plimsoll prove stacks/claro --against k1:9092 --allow-existing network-events
  plimsoll prove stacks/keystone --cluster fronting-1 --against k1:9092
  plimsoll prove stacks/claro --agents g1:7171,g2:7171 --agent-token-file token`;

/** `plimsoll prove DIR`: loads a cluster as planned, audits what came through, and judges. */
export function addProveCommand(program: Command, perform: Perform): void {
  const command = program
    .command("prove")
    .description("Load the cluster as the plan says, audit every message, and pass or fail it.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml");
  addClientOptions(addClusterOptions(command))
    .option(
      "--allow-existing <topics>",
      "planned topics that are there already: written to as they are, never removed; see below",
      parseTopics,
    )
    .option("--scale <part>", "part of the planned load: 1/20, 0.05, 1, or auto", parseScale, "auto")
    .addOption(secondsOption("--duration <time>", "time that is measured", 1, 60))
    .option("--repeat <times>", "prove so many times, and tell the spread of rate and latency", parseRepeat, 1)
    .option("--profile <shape>", "how the rate goes: steady, ramp, step, spike, day or a file; see below", "steady")
    .option("--stop-when <conditions>", "end the run early, such as behind>1000000 or p99>2s; see below")
    .addOption(
      new Option("--warmup <time>", "time before it that is not measured; auto: until the latency is steady, 5 to 60 s")
        .default(autoWarmUp, "auto")
        .argParser(parseWarmUp),
    )
    .option("--at <time>", "when to do what the next --do says, from the start of the measured part", several)
    .option(
      "--do <fault>",
      "harm the local cluster: 'kill broker 2', 'pause broker 1 for 10s', 'narrow network to 20 MB/s'",
      several,
    )
    .addOption(new Option("--faults <file>", "YAML file with a plan of such faults").conflicts(["at", "do"]))
    .option("--leave-faults", "leave the nodes as the faults left them")
    .option("--baseline <file>", "proof.json of an earlier run: what became worse fails")
    .addOption(
      new Option("--tolerance <part>", "by how much a figure may differ from the baseline's")
        .default(0.2, "20%")
        .argParser(parseTolerance),
    )
    .option(
      "--metrics <address>",
      "serve the run's figures to Prometheus: host:port, or a port of loopback",
      parseMetrics,
    )
    .option(
      "--broker-metrics <urls>",
      "what the brokers' JMX exporters serve: http://host:7071/metrics,...; local brokers need none",
      parseBrokerMetrics,
    )
    .option("--out <dir>", "write proof.json, junit.xml, summary.md and report.html there")
    .option("--json", "print the proof as JSON (plimsoll/proof@1)")
    .option("--no-live", "one line on how the load stands, in place of the screen that a terminal shows")
    .addHelpText("after", paceHelp + existingHelp + examples)
    .action((dir: string, options: ProveCommandOptions, command: Command) =>
      perform(async (context) => {
        const { proveDirectory } = await import("../prove-directory.ts");
        return proveDirectory(context, dir, options, command.getOptionValueSource("duration") === "cli");
      }),
    );
}
