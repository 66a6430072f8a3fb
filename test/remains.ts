import { readdir, readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { ClusterStatus } from "../components/index.ts";

/** Command lines of every process that names the directory, whoever started it. */
export async function processesBelow(directory: string): Promise<string[]> {
  return (await below(directory)).map(({ line }) => line);
}

/** Kills what a failed test has left. */
export async function killProcessesBelow(directory: string): Promise<void> {
  for (const { pid, line } of await below(directory)) {
    console.error(`killed, as it was left running: ${line.slice(0, 200)}`);
    process.kill(pid, "SIGKILL");
  }
}

async function below(directory: string): Promise<{ pid: number; line: string }[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  const lines = pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  const found = (await Promise.all(lines)).map((line, n) => ({ pid: Number(pids[n]), line }));
  return found.filter(({ line }) => line.includes(directory));
}

/** Expects neither a process nor a file of the cluster. */
export async function nothingIsLeft(stateDir: string, name: string): Promise<void> {
  expect(await processesBelow(stateDir)).toEqual([]);
  expect((await readdir(stateDir)).filter((entry) => entry.startsWith(name))).toEqual([]);
}

/** The pid of each node by its id. */
export function pidsOf(cluster: ClusterStatus | null): Record<string, number | null> {
  return Object.fromEntries(cluster!.nodes.map(({ id, pid }) => [id, pid]));
}
