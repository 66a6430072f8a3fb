import { readdir, readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { ClusterStatus } from "../components/index.ts";

/** Command lines of every process that names the directory, whoever started it. */
export async function processesBelow(directory: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
  return lines.filter((line) => line.includes(directory));
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
