import { basename, dirname } from "node:path";
import { type Command, Option } from "commander";
import type { CalibrationRun } from "../../loadgen/calibrate/calibrate.ts";
import type { Context, Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import type { LongRunTools } from "../long-run.ts";
import { type BrokerCodec, parseBootstrap, parseBrokerMetrics, parseBrokers, parseCodecs } from "../options.ts";

const examples = `
Without a folder and without --against, brokers are started for it and taken
down. It takes some 4 minutes with one broker, 8 with three; --quick some 40 s
and 50 s. Nothing else should run on the machine meanwhile. TLS is not measured,
nor a codec that --codecs does not name, nor followers without three brokers:
the planner keeps its defaults for what was not measured.

Examples:
  plimsoll calibrate
  plimsoll calibrate --brokers 3 --codecs lz4,zstd --out calibration.yaml
  plimsoll calibrate stacks/claro --quick
  plimsoll calibrate --against k1:9092,k2:9092 \\
    --broker-metrics http://k1:7071/metrics,http://k2:7071/metrics
  plimsoll plan stacks/claro --calibration calibration.yaml`;

type Options = {
  against?: string[];
  clientConfig?: string;
  brokerMetrics?: string[];
  brokers: number;
  kafka: string;
  codecs: BrokerCodec[];
  quick?: boolean;
  out: string;
  json?: boolean;
};

/** `plimsoll calibrate [DIR]`: what a broker's work costs it, measured, for the planner. */
export function addCalibrateCommand(program: Command, perform: Perform): void {
  program
    .command("calibrate")
    .description("Measure what messages, batches and bytes cost a broker, for the planner.")
    .argument("[dir]", "folder of a system whose local cluster is up")
    .addOption(new Option("--against <bootstrap>", "brokers to measure, host:port,...").argParser(parseBootstrap))
    .option("--client-config <file>", "Kafka client properties of those brokers: TLS, login, and addresses")
    .option(
      "--broker-metrics <urls>",
      "what the JMX exporters of those brokers serve, one for each: http://host:7071/metrics,...",
      parseBrokerMetrics,
    )
    .addOption(new Option("--brokers <count>", "brokers to start").default(1).argParser(parseBrokers))
    .option("--kafka <version>", "version of the brokers that are started", "3.9.2")
    .addOption(
      new Option("--codecs <names>", "codecs with which brokers compress: gzip,snappy,lz4,zstd")
        .default([], "none")
        .argParser(parseCodecs),
    )
    .option("--quick", "fewer and shorter loads, and rougher costs")
    .option("--out <file>", "file for the planner; what was measured goes beside it as JSON", "calibration.yaml")
    .option("--json", "print what was measured as JSON (plimsoll/calibration-run@1)")
    .addHelpText("after", examples)
    .action((dir: string | undefined, options: Options) =>
      perform(async (context) => {
        const { longRun } = await import("../long-run.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { json } = await import("../report-files.ts");
        const { renderCalibration } = await import("../../loadgen/calibrate/calibration-file.ts");
        const { out, terminal } = { out: options.out, terminal: context.terminal };
        await prepareOut(dirname(out));
        const words = { stopping: "the calibration", stopped: "the calibration was stopped; nothing was written" };
        return longRun(context, words, async (tools) => {
          const { name, run } = await calibration(context, dir, options, tools);
          const points = `${basename(out).replace(/\.ya?ml$/, "")}.json`;
          const file = renderCalibration(run, { name, source: points });
          const files = { [basename(out)]: file, [points]: json(run) };
          const written = await writeOut(dirname(out), files);
          terminal.out.write(options.json ? json(run) : file);
          for (const path of written) terminal.err.write(`wrote ${path}\n`);
          return exitCodes.done;
        });
      }),
    );
}

async function calibration(
  context: Context,
  dir: string | undefined,
  { brokerMetrics: metrics = [], brokers, kafka, codecs, quick = false, ...named }: Options,
  tools: LongRunTools,
): Promise<{ name: string; run: CalibrationRun }> {
  const { namedAccess } = await import("../cluster-access.ts");
  const { calibrateAgainst, calibrateAlone, calibrateLocal } = await import("../run-calibrate.ts");
  const components = await context.components();
  const loadgen = await context.loadgen();
  const variety = { codecs, quick };
  const access = await namedAccess(named);
  if (access) {
    const run = await calibrateAgainst(loadgen, { access, metrics }, variety, tools);
    return { name: `brokers at ${access.bootstrap.join(",")}`, run };
  }
  if (dir === undefined) {
    const run = await calibrateAlone(components, loadgen, { kafka, brokers }, variety, tools);
    return { name: `Kafka ${kafka} on one machine`, run };
  }
  const { readSystem, systemFiles } = await import("../../components/system.ts");
  const { name } = (await readSystem(systemFiles(dir, {}))).plan;
  return { name, run: await calibrateLocal(components, loadgen, { name, dir }, variety, tools) };
}
