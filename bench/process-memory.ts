import { readFileSync } from "node:fs";

/** The most memory in bytes that this process has had in use at a time. Linux only. */
export function ownPeakBytes(): number {
  // process.resourceUsage() begins with the peak of the process that started this one.
  return peakBytesOf(readFileSync("/proc/self/status", "utf8"));
}

/**
 * The peak that a `/proc/<pid>/status` tells: VmHWM of proc(5), in bytes.
 * @throws Error if the text is none
 */
export function peakBytesOf(status: string): number {
  const [, kibibytes] = status.match(/^VmHWM:\s+(\d+) kB$/m) ?? [];
  if (kibibytes === undefined) throw new Error(`not the status of a process: ${status.slice(0, 60)}`);
  return Number(kibibytes) * 1024;
}
