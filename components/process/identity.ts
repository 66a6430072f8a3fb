import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process and when it started, so that another process which got the same pid later is never taken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot on Linux, a date elsewhere; only ever compared for equality. */
  readonly startTime: string;
}

const onLinux = process.platform === "linux";

/** The identity of a running process; null if there is none with that pid, or if it has ended and was not reaped yet. */
export function identify(pid: number): ProcessIdentity | null {
  const startTime = onLinux ? linuxStartTime(pid) : psStartTime(pid);
  return startTime === null ? null : { pid, startTime };
}

/** Whether this very process still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/** Every running process that has `argument` among the arguments of its command line. */
export function findByArgument(argument: string): ProcessIdentity[] {
  const pids = onLinux ? linuxPids().filter((pid) => linuxArguments(pid).includes(argument)) : psPids(argument);
  return pids.map(identify).filter((found) => found !== null);
}

/** The name of a process as the system shows it, such as `java`; null if it cannot be read. */
export function processName(pid: number): string | null {
  if (onLinux) return readOrNull(`/proc/${pid}/comm`)?.trim() ?? null;
  return ps(["-o", "comm=", "-p", String(pid)])?.trim() || null;
}

function linuxStartTime(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The second field is the command in parentheses and may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields[0];
  const ended = state === "X" || (state === "Z" && !hasThreads(pid));
  return ended ? null : (fields[19] ?? null);
}

/** The first thread of a killed process may have ended while others still hold its ports and files. */
function hasThreads(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}

function linuxPids(): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function linuxArguments(pid: number): string[] {
  return readOrNull(`/proc/${pid}/cmdline`)?.split("\0") ?? [];
}

function psStartTime(pid: number): string | null {
  const [, state, start] = ps(["-o", "stat=,lstart=", "-p", String(pid)])?.match(/^\s*(\S+)\s+(.+?)\s*$/) ?? [];
  return state === undefined || state.startsWith("Z") ? null : (start ?? null);
}

function psPids(argument: string): number[] {
  const lines = ps(["-axww", "-o", "pid=,command="])?.split("\n") ?? [];
  return lines.filter((line) => `${line} `.includes(` ${argument} `)).map((line) => Number.parseInt(line, 10));
}

function ps(args: string[]): string | null {
  try {
    return execFileSync("ps", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
