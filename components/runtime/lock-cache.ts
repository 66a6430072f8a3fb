import { join } from "node:path";
import { tryLock } from "../process/lock.ts";
import { pause } from "../process/pause.ts";

/**
 * Waits until no other process sets up the same part of the cache; returns what gives the lock back.
 * @param name of the lock file, one for each part that may be set up at the same time as others
 * @throws Problem PLM-INTERRUPT-001 when aborted
 */
export async function lockCache(
  cacheDir: string,
  name: string,
  { log, signal }: { log: (line: string) => void; signal: AbortSignal },
): Promise<() => Promise<void>> {
  let told = false;
  for (;;) {
    const lock = await tryLock(join(cacheDir, name));
    if (lock.state === "held") return lock.release;
    if (!told) log(`waiting for process ${lock.holder.pid}, which sets up ${cacheDir}`);
    told = true;
    await pause(200, signal);
  }
}
