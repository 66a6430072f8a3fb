import { spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { Problem } from "../../sizing/problem.ts";
import { identify, isAlive, type ProcessIdentity } from "./identity.ts";
import { pause } from "./pause.ts";

export interface DetachedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** Standard output and error are appended here. */
  readonly logFile: string;
}

/**
 * Starts a process that outlives this one.
 * @throws Problem PLM-PROCESS-001 if it cannot be started.
 */
export async function startDetached(wanted: DetachedCommand): Promise<ProcessIdentity> {
  const log = await open(wanted.logFile, "a", 0o600);
  try {
    const child = spawn(wanted.command, wanted.args, {
      cwd: wanted.directory,
      detached: true,
      // Options for Java that the user's shell exports (JAVA_TOOL_OPTIONS, KAFKA_OPTS) would change what was planned.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8" },
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    child.unref();
    // One that has ended already counts as a process that is not alive: its log tells why.
    return identify(child.pid!) ?? { pid: child.pid!, startTime: "ended" };
  } catch (error) {
    throw new Problem(
      "environment",
      "PLM-PROCESS-001",
      `${wanted.command} did not start: ${(error as Error).message}`,
      `Look into ${wanted.logFile}`,
    );
  } finally {
    await log.close();
  }
}

/** Sends SIGTERM, waits up to `limitMs`, then sends SIGKILL. Returns once the process has ended. */
export async function stopProcess(identity: ProcessIdentity, limitMs: number): Promise<void> {
  if (!signalProcess(identity, "SIGTERM")) return;
  if (await endsWithin(identity, limitMs)) return;
  signalProcess(identity, "SIGKILL");
  await endsWithin(identity, 10_000);
}

/** Sends a signal to this very process. False if it has ended already. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Waits up to `limitMs` for the end of a process; false if it still runs then. */
export async function endsWithin(identity: ProcessIdentity, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isAlive(identity)) {
    if (Date.now() >= deadline) return false;
    await pause(20);
  }
  return true;
}
