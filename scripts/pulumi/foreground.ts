import { spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import type { PulumiCommand } from "./command.ts";

/** One stop reaches a whole process group, and what stands before us in it passes it on once more. */
const sameSignalMs = 500;

/**
 * Runs the CLI with this process's input and output and returns its exit code. Its first signal lets it end in order
 * and its second one cuts it off, so each stop must reach it once. A terminal sends Ctrl-C to the whole group, the CLI
 * included. Without a terminal the CLI gets a group of its own, and whatever reaches us is passed on.
 */
export async function runInForeground({ command, args, env, cwd }: PulumiCommand): Promise<number> {
  const inTerminal = process.stdin.isTTY === true;
  const child = spawn(command, args, { cwd, env, stdio: "inherit", detached: !inTerminal });
  let stoppedAt = Number.NEGATIVE_INFINITY;
  const passOn = (signal: NodeJS.Signals) => {
    if (performance.now() - stoppedAt < sameSignalMs) return;
    stoppedAt = performance.now();
    child.kill(signal);
  };
  process.on("SIGINT", () => {
    if (!inTerminal) passOn("SIGINT");
  });
  process.on("SIGTERM", () => passOn("SIGTERM"));
  // SIGHUP would end the CLI on the spot, with the stack locked.
  process.on("SIGHUP", () => passOn("SIGTERM"));
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal!];
}
