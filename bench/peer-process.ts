import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Problem } from "../sizing/problem.ts";
import type { PeerCommand } from "./peers/peer.ts";

const keptCharacters = 8000;

/**
 * Runs a peer's process to its end and returns the end of what it wrote to standard output.
 * @throws Problem as {@link PeerProcess.output}
 */
export async function outputOf(
  name: string,
  command: PeerCommand,
  limitMs: number,
  signal: AbortSignal,
): Promise<string> {
  const process = await PeerProcess.start(name, command, signal);
  try {
    return await process.output(limitMs);
  } finally {
    await process.kill();
  }
}

/** A peer's process: its output, its end, and that it ends with the bench. */
export class PeerProcess {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #signal: AbortSignal;
  #output = "";
  #errors = "";

  /**
   * Starts the process in a group of its own, so that a Ctrl-C at the terminal reaches it through the bench only.
   * When `signal` is aborted it is killed.
   */
  static async start(name: string, command: PeerCommand, signal: AbortSignal): Promise<PeerProcess> {
    const child = spawn(command.executable, command.args, {
      detached: true,
      // Options for Java or Node.js that the user's shell exports would change what is compared.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8", ...command.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const peer = new PeerProcess(name, child, signal);
    await once(child, "spawn");
    return peer;
  }

  private constructor(name: string, child: ChildProcess, signal: AbortSignal) {
    this.#name = name;
    this.#child = child;
    this.#signal = signal;
    child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.#output = (this.#output + text).slice(-keptCharacters);
    });
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#errors = (this.#errors + text).slice(-keptCharacters);
    });
    const stop = () => child.kill("SIGKILL");
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    this.#ended = new Promise((resolve) => {
      child.once("close", () => {
        signal.removeEventListener("abort", stop);
        resolve();
      });
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Throws a Problem if the process has ended, which it should not have yet. */
  requireRunning(): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw this.#problem("ended too early");
  }

  /**
   * Waits for the end and returns the end of what was written to standard output.
   * @throws Problem PLM-BENCH-002 if the process fails or runs longer than `limitMs`, PLM-INTERRUPT-001 if aborted
   */
  async output(limitMs: number): Promise<string> {
    const timer = new AbortController();
    const late = delay(limitMs, true, { signal: timer.signal }).catch(() => false);
    const tooLong = await Promise.race([this.#ended.then(() => false), late]);
    timer.abort();
    if (tooLong) throw this.#problem(`did not end within ${limitMs / 1000} s`);
    if (this.#child.exitCode !== 0)
      throw this.#problem(`failed (${this.#child.signalCode ?? `exit code ${this.#child.exitCode}`})`);
    return this.#output;
  }

  /** Kills the process if it still runs, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  #problem(what: string): Problem {
    if (this.#signal.aborted)
      return new Problem("interrupted", "PLM-INTERRUPT-001", "the bench was interrupted", "run it again");
    return new Problem(
      "environment",
      "PLM-BENCH-002",
      `${this.#name} ${what}`,
      "the end of what it printed may tell why",
      `${this.#output}\n${this.#errors}`.split("\n").filter((line) => line.trim() !== ""),
    );
  }
}
