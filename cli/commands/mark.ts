import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parseBootstrap, secondsOption } from "../options.ts";

const examples = `
Examples:
  plimsoll mark
  plimsoll mark --seconds 60 --json
  plimsoll mark --against 127.0.0.1:9092
  plimsoll mark --client-config client.properties`;

type Options = {
  seconds: number;
  kafka: string;
  against?: string[];
  clientConfig?: string;
  out?: string;
  json?: boolean;
};

/** `plimsoll mark`: what the generator offers to one broker of this machine, beside what it offers to a sink. */
export function addMarkCommand(program: Command, perform: Perform): void {
  program
    .command("mark")
    .description("Measure what the load generator of this machine can offer to one broker.")
    .addOption(secondsOption("--seconds <time>", "length of each phase", 1, 20))
    .option("--against <bootstrap>", "broker to load, host:port; else one is started and taken down", parseBootstrap)
    .option("--client-config <file>", "Kafka client properties: TLS, login, and broker")
    .option("--kafka <version>", "version of the broker that is started", "3.9.2")
    .option("--out <dir>", "write mark.json there")
    .option("--json", "print the mark as JSON (plimsoll/mark@1)")
    .addHelpText("after", examples)
    .action(({ seconds, kafka, out, json: asJson, ...named }: Options) =>
      perform(async (context) => {
        const { longRun } = await import("../long-run.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { json } = await import("../report-files.ts");
        const { markAgainst, runMark } = await import("../run-mark.ts");
        const { namedAccess } = await import("../cluster-access.ts");
        const { markSummary } = await import("../../loadgen/report/summary.ts");
        const { terminal } = context;
        if (out !== undefined) await prepareOut(out);
        const access = await namedAccess(named);
        const words = { stopping: "the mark and its broker", stopped: "the mark was stopped; its broker is down" };
        return longRun(context, words, async (tools) => {
          const loadgen = await context.loadgen();
          const mark = access
            ? await markAgainst(loadgen, access, seconds, tools)
            : await runMark(await context.components(), loadgen, kafka, seconds, tools);
          if (asJson) terminal.err.write(markSummary(mark));
          terminal.out.write(asJson ? json(mark) : markSummary(mark));
          if (out !== undefined) {
            for (const path of await writeOut(out, { "mark.json": json(mark) })) terminal.err.write(`wrote ${path}\n`);
          }
          return exitCodes.done;
        });
      }),
    );
}
