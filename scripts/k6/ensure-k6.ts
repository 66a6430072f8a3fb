import { join } from "node:path";
import { cacheDirectory } from "../../components/runtime/cache.ts";
import { lockCache } from "../../components/runtime/lock-cache.ts";
import { Problem } from "../../sizing/index.ts";
import type { BuildTools } from "../build-tools.ts";
import { buildProgram } from "../go/build-program.ts";
import { toolchain } from "../go/toolchain.ts";
import { cachedK6, k6 } from "./k6.ts";

/** The path of a k6, or the problem that there is none and that none can be built here. */
export type EnsuredK6 =
  | { readonly state: "ready"; readonly executable: string }
  | { readonly state: "absent"; readonly problem: Problem };

/**
 * Sees to it that the pinned k6 is in the cache, and says where. What only this machine lacks (PLM-K6-101: no Go,
 * PLM-K6-102: an old one) is a value, so that tests can say what they leave out.
 * @throws Problem PLM-K6-103, PLM-DISK-101, PLM-INTERRUPT-001
 */
export async function ensureK6(tools: BuildTools): Promise<EnsuredK6> {
  const { env, log, signal } = tools;
  const cacheDir = cacheDirectory(env);
  const unlock = await lockCache(cacheDir, "k6.lock", { log, signal });
  try {
    const cached = await cachedK6(cacheDir);
    if (cached !== null) return ready(cached, log);
    const problem = await goProblem(env);
    if (problem !== null) return { state: "absent", problem };
    return ready(join(await buildProgram(k6, cacheDir, tools), "k6"), log);
  } finally {
    await unlock();
  }
}

function ready(executable: string, log: (line: string) => void): EnsuredK6 {
  log(`k6 ${k6.version}, built from its Go modules: ${executable}`);
  return { state: "ready", executable };
}

async function goProblem(env: NodeJS.ProcessEnv): Promise<Problem | null> {
  const go = await toolchain(k6.directory, env);
  if (go.state === "usable") return null;
  const remedy = `Install Go ${go.least} or newer from go.dev and run npm run setup:k6`;
  if (go.state === "absent")
    return new Problem("environment", "PLM-K6-101", "There is no Go (go) on the PATH to build k6 with", remedy);
  const what = `Go ${go.found} is too old to build k6: ${go.least} or newer is needed`;
  return new Problem("environment", "PLM-K6-102", what, remedy);
}
