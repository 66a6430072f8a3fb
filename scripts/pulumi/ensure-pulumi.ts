import { cacheDirectory } from "../../components/runtime/cache.ts";
import { lockCache } from "../../components/runtime/lock-cache.ts";
import { Problem } from "../../sizing/index.ts";
import type { BuildTools } from "../build-tools.ts";
import { buildCli, cachedCli } from "./build-cli.ts";
import type { PulumiCli } from "./cli.ts";
import { type CliOnPath, findOnPath } from "./find-cli.ts";
import { goProblem } from "./go.ts";

/** A CLI, or the problem that there is none and that none can be built here. */
export type Pulumi =
  | { readonly state: "ready"; readonly cli: PulumiCli }
  | { readonly state: "absent"; readonly problem: Problem };

/**
 * Sees to it that there is a CLI: the user's own, else the one in the cache, else one that is built now. Says which.
 * What only this machine lacks (PLM-PULUMI-001: no Go, PLM-PULUMI-002: an old one) is a value, so that tests can say
 * what they leave out.
 * @throws Problem PLM-PULUMI-003, PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function ensurePulumi(tools: BuildTools): Promise<Pulumi> {
  const { env, log, signal } = tools;
  const cacheDir = cacheDirectory(env);
  const onPath = await findOnPath(env, cacheDir);
  if (onPath.state === "usable") return ready(onPath.cli, log);
  log(onPath.reason);
  const unlock = await lockCache(cacheDir, "pulumi.lock", { log, signal });
  try {
    const cached = await cachedCli(cacheDir);
    if (cached !== null) return ready(cached, log);
    const problem = await goProblem(env);
    if (problem !== null) return { state: "absent", problem };
    return ready(await buildCli(cacheDir, tools), log);
  } finally {
    await unlock();
  }
}

/**
 * The CLI that there is, without building one.
 * @throws Problem PLM-PULUMI-004 if there is none
 */
export async function findPulumi(env: NodeJS.ProcessEnv): Promise<PulumiCli> {
  const cacheDir = cacheDirectory(env);
  const onPath: CliOnPath = await findOnPath(env, cacheDir);
  if (onPath.state === "usable") return onPath.cli;
  const cached = await cachedCli(cacheDir);
  if (cached !== null) return cached;
  throw new Problem(
    "environment",
    "PLM-PULUMI-004",
    "There is no Pulumi CLI to use",
    "Run npm run setup:pulumi, which takes the one on the PATH or builds one",
    [onPath.reason],
  );
}

function ready(cli: PulumiCli, log: (line: string) => void): Pulumi {
  const origin = cli.source === "path" ? "with its own language host" : "built from its Go modules";
  log(`Pulumi CLI ${cli.version}, ${origin}: ${cli.executable}`);
  return { state: "ready", cli };
}
