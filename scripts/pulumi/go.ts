import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { refuseIfAborted } from "../../components/process/pause.ts";
import { Problem } from "../../sizing/index.ts";
import { isAtLeast, oldestVersion } from "./cli.ts";

/** Holds go.mod and go.sum, which pin every module that the CLI is built from. */
export const moduleDirectory = import.meta.dirname;

export interface GoRun {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called for each line of standard error, where go tells what it does. */
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Why the CLI cannot be built here; null if it can. */
export async function goProblem(env: NodeJS.ProcessEnv): Promise<Problem | null> {
  const least = await leastGo();
  const remedy = `Install the Pulumi CLI ${oldestVersion} or newer from pulumi.com, or Go ${least} or newer from go.dev, and run npm run setup:pulumi`;
  const found = await goVersion(env);
  if (found === null)
    return new Problem(
      "environment",
      "PLM-PULUMI-001",
      "There is no Pulumi CLI to use, and no Go (go) on the PATH to build it with",
      remedy,
    );
  if (isAtLeast(found, least)) return null;
  return new Problem(
    "environment",
    "PLM-PULUMI-002",
    `There is no Pulumi CLI to use, and Go ${found} is too old to build it: ${least} or newer is needed`,
    remedy,
  );
}

/**
 * Runs go on the pinned module and returns the lines of its standard output.
 * @throws Problem PLM-PULUMI-003 with the end of its log if it fails, PLM-INTERRUPT-001 when aborted
 */
export async function runGo({ args, env, onProgress, signal }: GoRun): Promise<string[]> {
  refuseIfAborted(signal);
  // A group of its own, so that an interrupt from the terminal reaches go and its compilers only through `signal`.
  const go = spawn("go", args, { cwd: moduleDirectory, detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => go.pid !== undefined && process.kill(-go.pid, "SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const results: string[] = [];
  const told: string[] = [];
  createInterface({ input: go.stdout }).on("line", (line) => results.push(line));
  createInterface({ input: go.stderr }).on("line", (line) => {
    told.push(line);
    onProgress(line);
  });
  try {
    const [code] = await once(go, "close");
    refuseIfAborted(signal);
    if (code === 0) return results;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  throw new Problem(
    "environment",
    "PLM-PULUMI-003",
    `Go could not build the Pulumi CLI: \`go ${args[0]}\` failed`,
    "Check the network (a proxy for modules goes into GOPROXY) and run npm run setup:pulumi again",
    told.filter((line) => !line.startsWith("go: downloading")),
  );
}

async function leastGo(): Promise<string> {
  const text = await readFile(join(moduleDirectory, "go.mod"), "utf8");
  const [, version] = text.match(/^go (\S+)$/m) ?? [];
  if (version === undefined) throw new Error("go.mod does not say which Go it needs");
  return version;
}

/** Such as `1.26.8`; null if there is no go. */
async function goVersion(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    // Outside the module, which a Go that is too old refuses to look at.
    const { stdout } = await promisify(execFile)("go", ["env", "GOVERSION"], {
      cwd: "/",
      env: { ...env, GOTOOLCHAIN: "local" },
      timeout: 30_000,
    });
    return stdout.trim().replace(/^go/, "") || null;
  } catch {
    return null;
  }
}
