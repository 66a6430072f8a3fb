import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Problem } from "../../sizing/problem.ts";
import { requireFreeSpace } from "../disk.ts";
import { localChoices } from "../kafka/version.ts";
import { fetchJars } from "./maven.ts";
import type { Java } from "./runtime.ts";
import { parseSums, type Sums, wrongJars } from "./sums.ts";

export interface JarsOptions {
  readonly kafka: string;
  readonly cacheDir: string;
  readonly java: Java;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface Jars {
  readonly directory: string;
  /** In a fixed order. */
  readonly classPath: readonly string[];
}

/** Jars, Maven's copies of them and class-data archives. */
const neededBytes = 300e6;
const stampName = "stamp.json";

/**
 * The jars of a version of Kafka, from the cache or fetched into it. The caller holds the cache's lock.
 * @throws Problem PLM-RUNTIME-101 for a version that is not pinned here, PLM-RUNTIME-102 if a jar is not what it
 * should be, PLM-DISK-101, PLM-MAVEN-001 or 002
 */
export async function cachedJars(options: JarsOptions): Promise<Jars> {
  const { cacheDir, kafka, log } = options;
  const { sums, pom, digest } = await pinned(kafka);
  const directory = directoryOf(cacheDir, kafka, digest);
  const jars: Jars = { directory, classPath: [...sums.keys()].map((name) => join(directory, name)) };
  if (await isComplete(directory)) return jars;
  await requireFreeSpace(cacheDir, neededBytes, `Kafka ${kafka}`);
  await removeLeftovers(cacheDir);
  const temporary = await mkdtemp(join(cacheDir, temporaryPrefix));
  try {
    log(`fetching Kafka ${kafka} with Maven: ${sums.size} jars, about 50 MB, into ${cacheDir}`);
    await fetchJars({ ...options, pom, target: temporary, jars: new Set(sums.keys()), java: options.java.executable });
    await verify(temporary, sums);
    await writeStamp(temporary, sums);
    await rm(directory, { recursive: true, force: true });
    await rename(temporary, directory);
    log(`Kafka ${kafka}: ${sums.size} jars verified against their pinned sums`);
    return jars;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Whether the jars of a version that is pinned here are in the cache. */
export async function hasJars(cacheDir: string, kafka: string): Promise<boolean> {
  return isComplete(directoryOf(cacheDir, kafka, (await pinned(kafka)).digest));
}

const directoryOf = (cacheDir: string, kafka: string, digest: string): string =>
  join(cacheDir, `kafka-${kafka}-${digest}`);

const temporaryPrefix = "fetching-";

/** Of a fetch that was killed. */
async function removeLeftovers(cacheDir: string): Promise<void> {
  const leftovers = (await readdir(cacheDir)).filter((entry) => entry.startsWith(temporaryPrefix));
  await Promise.all(leftovers.map((entry) => rm(join(cacheDir, entry), { recursive: true, force: true })));
}

async function pinned(kafka: string): Promise<{ sums: Sums; pom: string; digest: string }> {
  const pom = join(import.meta.dirname, `kafka-${kafka}.pom.xml`);
  if (!/^[\d.]+$/.test(kafka) || !existsSync(pom))
    throw new Problem("input", "PLM-RUNTIME-101", `Kafka ${kafka} cannot be run on this machine`, localChoices());
  const text = await readFile(join(import.meta.dirname, `kafka-${kafka}.sha256`), "utf8");
  return { sums: parseSums(text), pom, digest: createHash("sha256").update(text).digest("hex").slice(0, 8) };
}

async function verify(directory: string, sums: Sums): Promise<void> {
  const wrong = await wrongJars(directory, sums);
  if (wrong.length === 0) return;
  throw new Problem(
    "environment",
    "PLM-RUNTIME-102",
    `${wrong.length} of ${sums.size} fetched jars are not what they should be; all were deleted`,
    "Remove these jars from ~/.m2/repository, which Maven copied them from, and run the command again",
    wrong,
  );
}

/** Sizes are enough to see a jar that was cut off or removed later; the sums were checked before the stamp was made. */
async function writeStamp(directory: string, sums: Sums): Promise<void> {
  const sizes: Record<string, number> = {};
  for (const name of sums.keys()) sizes[name] = (await stat(join(directory, name))).size;
  await writeFile(join(directory, stampName), `${JSON.stringify(sizes, null, 2)}\n`);
}

async function isComplete(directory: string): Promise<boolean> {
  try {
    const sizes: Record<string, number> = JSON.parse(await readFile(join(directory, stampName), "utf8"));
    const jars = await Promise.all(
      Object.entries(sizes).map(async ([name, size]) => (await stat(join(directory, name))).size === size),
    );
    return jars.every(Boolean);
  } catch {
    return false;
  }
}
