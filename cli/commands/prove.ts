import { type Command, Option } from "commander";
import type { Proof } from "../../loadgen/proof/proof.ts";
import { type AgentsOptions, parseAgents } from "../agent-options.ts";
import { type BaselineOptions, baselineOf, parseTolerance } from "../baseline-options.ts";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import type { FaultOptions } from "../faults/fault-options.ts";
import { parseBootstrap, parseBrokerMetrics, parseMetrics, parseScale, secondsOption, several } from "../options.ts";
import { type PaceOptions, paceHelp } from "../pace-options.ts";
import { autoWarmUp, parseWarmUp, type WarmUp } from "../warm-up-option.ts";
import type { MetricsAddress } from "../with-exporter.ts";

const examples = `
Examples:
  plimsoll prove stacks/claro
  plimsoll prove stacks/claro --scale 1/20 --duration 2min --out results
  plimsoll prove stacks/claro --at 20s --do 'kill broker 2' --at 40s --do 'restart broker 2'
  plimsoll prove stacks/claro --profile spike:x100 --stop-when 'behind>1000000'
  plimsoll prove stacks/claro --baseline results/proof.json --tolerance 10% --metrics 9464
  plimsoll prove stacks/claro --stack local
  plimsoll prove stacks/claro --against k1:9092,k2:9092 --scale 1
  plimsoll prove stacks/claro --agents g1:7171,g2:7171 --agent-token-file token`;

type Options = {
  against?: string[];
  stack?: string;
  clientConfig?: string;
  scale: number | "auto";
  warmup: WarmUp;
  metrics?: MetricsAddress;
  brokerMetrics?: string[];
  driver: Proof["driver"];
  out?: string;
  json?: boolean;
} & AgentsOptions &
  BaselineOptions &
  FaultOptions &
  PaceOptions;

/** `plimsoll prove DIR`: loads a cluster as planned, audits what came through, and judges. */
export function addProveCommand(program: Command, perform: Perform): void {
  program
    .command("prove")
    .description("Load the cluster as the plan says, audit every message, and pass or fail it.")
    .argument("<dir>", "folder with workload.yaml and inventory.yaml")
    .option("--against <bootstrap>", "brokers to load, host:port,...; else the local cluster", parseBootstrap)
    .addOption(
      new Option("--stack <name>", "load what this Pulumi stack has deployed, as its outputs say").conflicts("against"),
    )
    .option("--client-config <file>", "Kafka client properties: TLS, login, and brokers")
    .option("--scale <part>", "part of the planned load: 1/20, 0.05, 1, or auto", parseScale, "auto")
    .addOption(secondsOption("--duration <time>", "time that is measured", 1, 60))
    .option("--profile <shape>", "how the rate goes: steady, ramp, step, spike, day or a file; see below", "steady")
    .option("--stop-when <conditions>", "end the run early, such as behind>1000000 or p99>2s; see below")
    .addOption(
      new Option("--warmup <time>", "time before it that is not measured; auto: until the latency is steady, 5 to 60 s")
        .default(autoWarmUp, "auto")
        .argParser(parseWarmUp),
    )
    .addOption(
      new Option("--driver <name>", "client that makes the load").choices(["plimsoll", "kafkajs"]).default("plimsoll"),
    )
    .option(
      "--agents <addresses>",
      "hosts that carry the load, each with a `plimsoll agent`: host:port,...",
      parseAgents,
    )
    .option("--agent-token-file <file>", "the token that the agents know; else the one in PLIMSOLL_AGENT_TOKEN")
    .option("--at <time>", "when to do what the next --do says, from the start of the measured part", several)
    .option("--do <fault>", "harm a node of the local cluster: 'kill broker 2', 'pause broker 1 for 10s'", several)
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
    .addHelpText("after", paceHelp + examples)
    .action((dir: string, options: Options, command: Command) =>
      perform(async (context) => {
        const { agentsOf } = await import("../agents.ts");
        const { accessOf } = await import("../cluster-access.ts");
        const { brokerProbes } = await import("../broker-probes.ts");
        const { plannedFaults } = await import("../faults/fault-options.ts");
        const { withFaults } = await import("../faults/with-faults.ts");
        const { finishProof } = await import("../finish-proof.ts");
        const { longRun } = await import("../long-run.ts");
        const { prepareOut } = await import("../out.ts");
        const { paceOf } = await import("../pace.ts");
        const { printPlan } = await import("../print-plan.ts");
        const { runProof } = await import("../run-proof.ts");
        const { withExporter } = await import("../with-exporter.ts");
        const { planFor, readSystem, systemFiles } = await import("../../components/system.ts");
        const { terminal } = context;
        const system = await readSystem(systemFiles(dir, {}));
        if (system.plan.verdict === "refused") {
          printPlan(terminal, system.plan, options.json ? "json" : "main");
          return exitCodes.refused;
        }
        const pace = await paceOf(options, command.getOptionValueSource("duration") === "cli");
        const agents = await agentsOf(options, process.env);
        const planned = await plannedFaults(options, pace.durationSeconds);
        const baseline = await baselineOf(options);
        if (options.out !== undefined) await prepareOut(options.out);
        const { access, metadata } = await accessOf(context, system.plan.name, dir, options);
        const plan = planFor(system, metadata);
        const words = { stopping: "the load", stopped: "the load was stopped before its end; there is no verdict" };
        return longRun(context, words, async (tools) => {
          const { scale, warmup, driver, metrics } = options;
          const written = { workload: system.workload, directory: dir };
          const run = { plan, access, scale, ...pace, ...warmup, driver, written, agents, baseline };
          const leave = options.leaveFaults ?? false;
          const loadgen = await context.loadgen();
          const components = await context.components();
          const brokers = await brokerProbes(components, plan.name, access, options.brokerMetrics);
          const proof = await withExporter(plan.name, metrics, tools, (watch) =>
            withFaults(components, plan, planned, leave, tools, (faults) =>
              runProof(loadgen, { ...run, ...faults, brokers }, tools, watch),
            ),
          );
          return finishProof(terminal, { plan, proof }, options);
        });
      }),
    );
}
