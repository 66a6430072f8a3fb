import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { refuseIfAborted } from "../../components/process/pause.ts";
import type { Problem } from "../../sizing/index.ts";

export interface GoRun {
  /** Holds go.mod and go.sum. */
  readonly directory: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called for each line of standard error, where go tells what it does. */
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
  /** What is thrown if the command fails, with the end of its log. */
  readonly failed: (command: string, log: readonly string[]) => Problem;
}

/**
 * Runs go on a pinned module and returns the lines of its standard output.
 * @throws Problem of `failed`, PLM-INTERRUPT-001 when aborted
 */
export async function runGo({ directory, args, env, onProgress, signal, failed }: GoRun): Promise<string[]> {
  refuseIfAborted(signal);
  // A group of its own, so that an interrupt from the terminal reaches go and its compilers only through `signal`.
  const go = spawn("go", args, { cwd: directory, detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
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
  throw failed(
    `go ${args[0]}`,
    told.filter((line) => !line.startsWith("go: downloading")),
  );
}
