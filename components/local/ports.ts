import { createHash } from "node:crypto";
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";
import { Problem } from "../../sizing/problem.ts";
import { processName } from "../process/identity.ts";
import { pause } from "../process/pause.ts";

/** Below the range that systems hand out to outgoing connections (from 32768 on Linux), so that none is lost to one. */
const firstPort = 15_000;
const lastPort = 31_999;
/** A process that was killed a moment ago may still hold its ports when it can no longer be named. */
const releasedWithinMs = 1000;

/**
 * Picks free ports on 127.0.0.1. The search starts at a place that hangs on `seed`, so that two clusters that are
 * brought up at the same time do not reach for the same ports.
 * @param taken ports to leave alone though they are free, as those of a stopped node
 * @throws Problem PLM-PORT-102 if there are not enough
 */
export async function pickPorts(count: number, seed: string, taken: readonly number[] = []): Promise<number[]> {
  const range = lastPort - firstPort + 1;
  const start = createHash("sha256").update(seed).digest().readUInt32BE() % range;
  const picked: number[] = [];
  for (let step = 0; step < range && picked.length < count; step++) {
    const port = firstPort + ((start + step) % range);
    if (!taken.includes(port) && (await isFree("127.0.0.1", port))) picked.push(port);
  }
  if (picked.length === count) return picked;
  throw new Problem(
    "environment",
    "PLM-PORT-102",
    `Only ${picked.length} of ${count} ports are free between ${firstPort} and ${lastPort}`,
    "End what holds them",
  );
}

/** @throws Problem PLM-PORT-101 naming the first port that another process holds, and that process if it can be read. */
export async function requireFreePorts(node: string, host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    for (const deadline = Date.now() + releasedWithinMs; !(await isFree(host, port)); await pause(20)) {
      const pid = await holderOf(port);
      if (pid === null && Date.now() < deadline) continue;
      const holder = pid === null ? "another process" : `process ${pid} (${processName(pid) ?? "unknown"})`;
      throw new Problem(
        "environment",
        "PLM-PORT-101",
        `${node} needs port ${port}, which ${holder} holds`,
        `End ${holder}, or give the cluster other ports: \`plimsoll down\` and \`up\` pick some, a stack has plimsoll:basePort`,
      );
    }
  }
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Linux tells the inode of a listening socket, and each process the inodes it holds. Null on other systems. */
async function holderOf(port: number): Promise<number | null> {
  try {
    const inodes = await listeningInodes(port);
    for (const pid of (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry)))
      if (await holdsSocket(pid, inodes)) return Number(pid);
    return null;
  } catch {
    return null;
  }
}

async function listeningInodes(port: number): Promise<Set<string>> {
  const listening = "0A";
  const inodes = new Set<string>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of (await readFile(table, "utf8")).split("\n").slice(1)) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (state === listening && Number.parseInt(local?.split(":")[1] ?? "", 16) === port && inode) inodes.add(inode);
    }
  }
  return inodes;
}

async function holdsSocket(pid: string, inodes: Set<string>): Promise<boolean> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  for (const descriptor of descriptors) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => "");
    const inode = target.match(/^socket:\[(\d+)\]$/)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}
