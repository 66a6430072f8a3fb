import { readFileSync } from "node:fs";

/** USER_HZ, in which Linux tells a process's times to programs; 100 on every architecture that Node.js runs on. */
const ticksPerSecond = 100;

/**
 * CPU seconds of a process with all its threads since it started, to 10 ms, in user and in system mode together.
 * Linux only. Null if the process has ended.
 */
export function processCpuSeconds(pid: number): number | null {
  try {
    return cpuSecondsOf(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return null;
    throw error;
  }
}

/**
 * The CPU seconds that a `/proc/<pid>/stat` tells: utime and stime, fields 14 and 15 of proc(5).
 * @throws Error if the text is none
 */
export function cpuSecondsOf(stat: string): number {
  // Field 2 is the name of the program in parentheses, and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (!Number.isFinite(ticks)) throw new Error(`not the stat of a process: ${stat.slice(0, 60)}`);
  return ticks / ticksPerSecond;
}
