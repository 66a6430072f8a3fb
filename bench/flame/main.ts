// `npm run flame`: where the time of the generator and of its broker goes at the mark, as two flame graphs.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Context } from "../../cli/context.ts";
import { withLocalCluster } from "../../cli/deploy.ts";
import { type ExitCode, exitCodes } from "../../cli/exit.ts";
import { type LongRunTools, longRun } from "../../cli/long-run.ts";
import { prepareOut, writeOut } from "../../cli/out.ts";
import { markSettings } from "../../cli/run-mark.ts";
import { processTerminal } from "../../cli/terminal.ts";
import * as components from "../../components/index.ts";
import { endWithProblem } from "../../scripts/pulumi/end-with-problem.ts";
import { outputOf } from "../peer-process.ts";
import { flameSvg } from "./flame-svg.ts";
import { recorded } from "./java-recorder.ts";
import { javaStacks } from "./java-recording.ts";
import type { ProfileTask } from "./profile-task.ts";
import { counted, type Stacks, tree } from "./stacks.ts";
import { v8Stacks } from "./v8-profile.ts";

const kafka = "3.9.2";
const measured = fileURLToPath(new URL("../../docs/measured", import.meta.url));
// The same each time: what a killed run left is found by the next one.
process.env.PLIMSOLL_STATE = join(tmpdir(), `plimsoll-flame-${userInfo().uid}`);

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, out: { type: "string", default: measured } },
});
const seconds = Number(values.seconds);
if (!(Number.isInteger(seconds) && seconds >= 5 && seconds <= 600)) {
  console.error("flame: --seconds takes 5 to 600");
  process.exit(exitCodes.input);
}

const context: Context = {
  terminal: processTerminal(),
  components: async () => components,
  loadgen: () => import("../../loadgen/index.ts"),
};
const words = { stopping: "the mark and its broker", stopped: "the mark was stopped; its broker is down" };
await endWithProblem(async () => {
  process.exitCode = await longRun(context, words, flame);
});

async function flame(tools: LongRunTools): Promise<ExitCode> {
  await prepareOut(values.out);
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-flame-"));
  const alone = components.smallPlan({ name: "plimsoll-flame", kafka, brokers: 1, metadataNodes: 1, topics: [] });
  try {
    const graphs = await withLocalCluster(components, alone, tools, markSettings, async ({ bootstrap, nodes }) => {
      const { pid } = nodes.find(({ kind }) => kind === "kafka-broker")!;
      const { java } = await components.ensureRuntime({ ...tools, kafka });
      tools.step(`recording both sides of the mark for ${2 * seconds} s`);
      const broker = await recorded({ java: java.executable, pid: pid!, file: join(directory, "broker.jfr") }, () =>
        markOf(bootstrap, directory, tools.signal),
      );
      return {
        "mark-generator.svg": flameSvg(
          "The generator at the mark, ms of CPU",
          tree("threads", await threads(directory)),
        ),
        "mark-broker.svg": flameSvg("Its broker, samples of its Java code", tree("broker", javaStacks(broker))),
      };
    });
    for (const path of await writeOut(values.out, graphs)) tools.log(`wrote ${path}`);
    return exitCodes.done;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Takes the mark in a process of its own, whose threads are profiled. */
async function markOf(bootstrap: readonly string[], directory: string, signal: AbortSignal): Promise<void> {
  const task: ProfileTask = { directory, afterSeconds: 5, seconds };
  const preload = pathToFileURL(join(import.meta.dirname, "profile-thread.ts")).href;
  const main = fileURLToPath(new URL("../../cli/main.ts", import.meta.url));
  const mark = ["mark", "--against", bootstrap.join(","), "--seconds", `${seconds + 3}s`, "--json"];
  const command = {
    executable: process.execPath,
    args: ["--import", preload, main, ...mark],
    env: { PLIMSOLL_PROFILE: JSON.stringify(task) },
  };
  await outputOf("the mark", command, (4 * seconds + 120) * 1000, signal);
}

/** What all threads did, both phases of the mark together. */
async function threads(directory: string): Promise<Stacks> {
  const files = (await readdir(directory)).filter((name) => name.endsWith(".cpuprofile"));
  const profiles = await Promise.all(files.map((name) => readFile(join(directory, name), "utf8")));
  return counted(
    profiles.flatMap((text) =>
      [...v8Stacks(JSON.parse(text))].map(([stack, weight]) => [stack.split(";"), weight] as const),
    ),
  );
}
