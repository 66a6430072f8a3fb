import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PulumiCli } from "../../scripts/pulumi/cli.ts";
import { pulumiCommand } from "../../scripts/pulumi/command.ts";
import { findPulumi } from "../../scripts/pulumi/ensure-pulumi.ts";
import { alternate } from "../alternation.ts";
import { type CaseResult, summarised } from "../case-result.ts";
import { settle } from "../settle.ts";
import type { BenchTools } from "../tools.ts";
import { timed } from "./up.ts";

export const pulumiId = "pulumi-telco";

const title =
  "The stack `local` (3 ZooKeeper nodes, 5 brokers, topics) with Pulumi: up, preview without changes, destroy";
const method =
  "The CLI as `npm run pulumi` runs it, from its start to its end, without the preview before `up` and `destroy`. Jars, class-data archives and compiled JavaScript are there, and the file system has forgotten the files of the round before.";

/** Brings the stack `local` up, previews it and destroys it, in a state folder of its own. */
export async function benchPulumi(tools: BenchTools): Promise<CaseResult[]> {
  const cli = await findPulumi(process.env);
  const peer = { name: "plimsoll", version: cli.version, use: "the CLI that npm run pulumi takes", settings: {} };
  const stateDir = await mkdtemp(join(tmpdir(), "plimsoll-bench-pulumi-"));
  const run = (...args: string[]) => runCli(cli, stateDir, args, tools.signal);
  const now = ["--yes", "--skip-preview"];
  try {
    const measured = await alternate([peer], tools.options.rounds, async (_, round) => {
      await settle(tools);
      tools.step(`${title}: round ${round} of ${tools.options.rounds}`);
      const upSeconds = await timed(() => run("up", ...now));
      const previewSeconds = await timed(() => run("preview", "--expect-no-changes"));
      const downSeconds = await timed(() => run("destroy", ...now));
      return { figures: { previewSeconds, upSeconds, downSeconds }, evidence: {} };
    });
    return [summarised({ id: pulumiId, title, method, conditions: {}, compared: "peers", peers: [peer] }, measured)];
  } finally {
    await runCli(cli, stateDir, ["destroy", ...now], AbortSignal.timeout(60_000)).catch(() => {});
    await rm(stateDir, { recursive: true, force: true });
  }
}

async function runCli(cli: PulumiCli, stateDir: string, args: readonly string[], signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { command, cwd, env, ...ready } = await pulumiCommand({
    cli,
    stateDir,
    args: [...args, "--stack", "local", "--non-interactive"],
    env: { ...process.env, PLIMSOLL_STATE: stateDir },
  });
  const child = spawn(command, ready.args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  // Once: the CLI takes a second interrupt for an order to give up at once.
  const stop = () => child.kill("SIGINT");
  signal.addEventListener("abort", stop, { once: true });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
  const [code] = await once(child, "close");
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
}
