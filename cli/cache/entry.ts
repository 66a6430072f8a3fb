import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export const entrySchema = z.strictObject({
  name: z.string().describe("Of its folder in the cache"),
  about: z.string().describe("What it is"),
  bytes: z.number().nonnegative().describe("What its files hold"),
  written: z.string().describe("When it was last written, as an ISO 8601 date"),
});
/** Something that was fetched or made once, to be used again. */
export type CacheEntry = z.infer<typeof entrySchema>;

const kinds: readonly [prefix: string, about: string][] = [
  ["kafka-", "jars of Kafka"],
  ["class-data", "archives for faster starts"],
  ["pulumi-", "Pulumi CLI, built here"],
  ["k6-", "k6, built here"],
  ["librdkafka-", "librdkafka for the bench, built here"],
  ["compiled", "compiled code"],
  ["fetching-", "left by a cut-off fetch"],
  ["building-", "left by a cut-off build"],
];

const aboutOf = (name: string): string => kinds.find(([prefix]) => name.startsWith(prefix))?.[1] ?? "of another tool";

/** What is in the cache, the largest first. A cache that was never used has nothing. */
export async function entriesOf(cacheDir: string): Promise<CacheEntry[]> {
  const found = await readdir(cacheDir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const folders = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const entries = await Promise.all(folders.map((name) => entryOf(cacheDir, name)));
  return entries.toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1));
}

async function entryOf(cacheDir: string, name: string): Promise<CacheEntry> {
  let [bytes, written] = [0, 0];
  for await (const { size, mtimeMs } of filesIn(join(cacheDir, name))) {
    bytes += size;
    written = Math.max(written, mtimeMs);
  }
  return { name, about: aboutOf(name), bytes, written: new Date(written).toISOString() };
}

/** What vanishes meanwhile is not counted. */
async function* filesIn(directory: string): AsyncGenerator<{ size: number; mtimeMs: number }> {
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else {
      const found = await lstat(path).catch(() => null);
      if (found) yield found;
    }
  }
}
