import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../../sizing/problem.ts";

/**
 * Waits; rejects as soon as `signal` is aborted.
 * @throws Problem PLM-INTERRUPT-001 when aborted.
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw interrupted();
  }
}

/** @throws Problem PLM-INTERRUPT-001 if `signal` is aborted. */
export function refuseIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted();
}

function interrupted(): Problem {
  return new Problem("interrupted", "PLM-INTERRUPT-001", "Interrupted", "Run the command again to go on");
}
