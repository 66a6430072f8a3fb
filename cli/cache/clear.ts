import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { tryLock } from "../../components/process/lock.ts";
import { Problem } from "../../sizing/problem.ts";
import { didYouMean } from "../../sizing/suggest.ts";
import type { CacheEntry } from "./entry.ts";

/**
 * The entries that `names` mean: the whole name, or its beginning up to a `-`; all without names.
 * @throws Problem PLM-CACHE-001
 */
export function chosen(entries: readonly CacheEntry[], names: readonly string[]): CacheEntry[] {
  const known = entries.map(({ name }) => name);
  for (const name of names) {
    if (known.some((one) => means(name, one))) continue;
    const remedy = didYouMean(name, known) || "see with `plimsoll cache` what there is";
    throw new Problem("input", "PLM-CACHE-001", `the cache has no \`${name}\``, remedy);
  }
  return names.length === 0 ? [...entries] : entries.filter((entry) => names.some((name) => means(name, entry.name)));
}

const means = (given: string, name: string): boolean => name === given || name.startsWith(`${given}-`);

/**
 * Removes entries. Nothing is removed if a process runs from one of them, or makes one.
 * @throws Problem PLM-CACHE-002
 */
export async function clear(cacheDir: string, entries: readonly CacheEntry[]): Promise<void> {
  const files = await readdir(cacheDir).catch(() => []);
  const locks = files.filter((file) => file === "lock" || file.endsWith(".lock"));
  const held: (() => Promise<void>)[] = [];
  try {
    for (const lock of locks) {
      const attempt = await tryLock(join(cacheDir, lock));
      if (attempt.state === "taken") throw inUse("the cache", `process ${attempt.holder.pid} fetches or builds`);
      held.push(attempt.release);
    }
    for (const { name } of entries) {
      const pid = await runningFrom(join(cacheDir, name));
      if (pid !== null) throw inUse(name, `process ${pid} runs from it`);
    }
    for (const { name } of entries) await rm(join(cacheDir, name), { recursive: true, force: true });
  } finally {
    for (const release of held) await release();
  }
}

function inUse(name: string, why: string): Problem {
  const remedy = "wait until it is done, or take the clusters down (`plimsoll down DIR`), and run it again";
  return new Problem("environment", "PLM-CACHE-002", `${name} is in use: ${why}; nothing was removed`, remedy);
}

/** A process that has a file of this folder on its command line, as nodes have their jars; null if Linux shows none. */
async function runningFrom(folder: string): Promise<number | null> {
  for (const pid of (await readdir("/proc").catch(() => [])).filter((entry) => /^\d+$/.test(entry))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (Number(pid) !== process.pid && line.includes(`${folder}/`)) return Number(pid);
  }
  return null;
}
