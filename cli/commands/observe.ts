import { basename, dirname } from "node:path";
import type { Command } from "commander";
import type { Perform } from "../context.ts";
import { exitCodes } from "../exit.ts";
import { parseBootstrap, secondsOption } from "../options.ts";

const examples = `
It reads from the cluster and changes nothing. What cannot be seen from outside
is guessed and listed under \`assumed\`: the peak, what producers wait for.

Examples:
  plimsoll observe k1:9092,k2:9092
  plimsoll observe k1:9092 --for 5min --name billing --out workload.yaml
  plimsoll observe --client-config client.properties --json`;

type Options = { clientConfig?: string; for: number; name: string; out?: string; json?: boolean };

/** `plimsoll observe BOOTSTRAP`: a draft of the workload of a cluster that runs. */
export function addObserveCommand(program: Command, perform: Perform): void {
  program
    .command("observe")
    .description("Draft a workload from a running cluster: topics, rates, sizes, retention, readers.")
    .argument("[bootstrap]", "brokers to ask, host:port,...", (text: string) => parseBootstrap(text))
    .option("--client-config <file>", "Kafka client properties: TLS, login, and brokers")
    .addOption(secondsOption("--for <time>", "time over which rates are measured", 1, 30))
    .option("--name <name>", "name of the system", "observed")
    .option("--out <file>", "write the workload there, instead of to stdout")
    .option("--json", "print the workload and what was seen as JSON (plimsoll/observation@1)")
    .addHelpText("after", examples)
    .action((bootstrap: string[] | undefined, options: Options) =>
      perform(async (context) => {
        const { accessFrom } = await import("../ingest-access.ts");
        const { longRun } = await import("../long-run.ts");
        const { draftOf } = await import("../observe/draft.ts");
        const { observe } = await import("../observe/observe.ts");
        const { draftAsJson, writeDraft } = await import("../observe/write-draft.ts");
        const { prepareOut, writeOut } = await import("../out.ts");
        const { json } = await import("../report-files.ts");
        const { parseWorkload } = await import("../../sizing/index.ts");
        const { terminal } = context;
        const { out, name, clientConfig } = options;
        const named = {
          ...(bootstrap === undefined ? {} : { against: bootstrap }),
          ...(clientConfig === undefined ? {} : { clientConfig }),
        };
        const access = await accessFrom(named, "as `plimsoll observe host:port`");
        if (out !== undefined) await prepareOut(dirname(out));
        const words = { stopping: "the observation", stopped: "the observation was stopped; nothing was written" };
        return longRun(context, words, async (tools) => {
          const seen = await observe(access, options.for, tools);
          const draft = draftOf(name, seen);
          parseWorkload(draft.workload, "the draft");
          const text = writeDraft(draft, seen, new Date().toISOString().slice(0, 10));
          if (out !== undefined)
            for (const path of await writeOut(dirname(out), { [basename(out)]: text }))
              terminal.err.write(`wrote ${path}\n`);
          if (options.json) terminal.out.write(json(draftAsJson(draft, seen)));
          else if (out === undefined) terminal.out.write(text);
          return exitCodes.done;
        });
      }),
    );
}
