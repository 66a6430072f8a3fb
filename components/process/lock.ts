import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { identify, isAlive, type ProcessIdentity } from "./identity.ts";
import { pause } from "./pause.ts";

/** Either the lock is ours until `release`, or somebody else holds it. */
export type LockAttempt =
  | { readonly state: "held"; release(): Promise<void> }
  | { readonly state: "taken"; readonly holder: ProcessIdentity };

let attempts = 0;

/** Tries to take the lock file at `path`. The lock of a process that has ended counts as free. */
export async function tryLock(path: string): Promise<LockAttempt> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const own = identify(process.pid);
  if (own === null) throw new Error("this process cannot read its own start time");
  const mine = `${path}.${process.pid}.${attempts++}`;
  await writeFile(mine, JSON.stringify(own), { mode: 0o600 });
  try {
    for (;;) {
      if (await linkIfAbsent(mine, path)) return { state: "held", release: () => rm(path, { force: true }) };
      const holder = await readHolder(path);
      if (holder !== null && isAlive(holder)) return { state: "taken", holder };
      await removeStale(mine, path);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/**
 * Removes the lock of a process that has ended. Only one at a time may do that: a second one, late, would remove the
 * lock that somebody has taken in the meantime.
 */
async function removeStale(mine: string, path: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await linkIfAbsent(mine, guard))) {
    const other = await readHolder(guard);
    if (other !== null && isAlive(other)) await pause(5);
    else await rm(guard, { force: true });
    return;
  }
  try {
    const holder = await readHolder(path);
    if (holder === null || !isAlive(holder)) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** `link` fails if the target exists, so of two processes only one can win; a rename would let the second overwrite. */
async function linkIfAbsent(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<ProcessIdentity | null> {
  try {
    const parsed = JSON.parse(await readFile(path, "utf8"));
    return typeof parsed?.pid === "number" && typeof parsed?.startTime === "string" ? parsed : null;
  } catch {
    return null;
  }
}
