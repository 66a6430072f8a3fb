import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { refuseIfAborted } from "../components/process/pause.ts";
import type { Problem } from "../sizing/index.ts";

export interface LoggedRun {
  readonly command: string;
  readonly directory: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called for each line of standard error, where builds tell what they do. */
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
  /** What is thrown if the command fails, with the end of its log. */
  readonly failed: (command: string, log: readonly string[]) => Problem;
}

/**
 * Runs a command that may take minutes, and returns the lines of its standard output.
 * @throws Problem of `failed`, PLM-INTERRUPT-001 when aborted
 */
export async function runLogged({
  command,
  directory,
  args,
  env,
  onProgress,
  signal,
  failed,
}: LoggedRun): Promise<string[]> {
  refuseIfAborted(signal);
  // A group of its own, so that an interrupt from the terminal reaches the command and its compilers only through `signal`.
  const child = spawn(command, args, { cwd: directory, detached: true, env, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => child.pid !== undefined && process.kill(-child.pid, "SIGTERM");
  signal.addEventListener("abort", stop, { once: true });
  const results: string[] = [];
  const told: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => results.push(line));
  createInterface({ input: child.stderr }).on("line", (line) => {
    told.push(line);
    onProgress(line);
  });
  try {
    const [code] = await once(child, "close");
    refuseIfAborted(signal);
    if (code === 0) return results;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  throw failed(`${command} ${args[0]}`, told);
}
