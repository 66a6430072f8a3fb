import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Confluent's JavaScript client, built from its source with librdkafka inside. */
export interface BuiltClient {
  readonly version: string;
  /** The Node.js that it was built for. */
  readonly node: string;
  /** A file beside `node_modules`, for `createRequire`. */
  readonly requireFrom: string;
}

/** Holds the package.json and the lock file that the client is installed by. */
export const pins = join(import.meta.dirname, "pins");

/** Beside package.json in the finished folder; written last, so that a folder with it is whole. */
export const factsFile = "built.json";

/** The folder of the client in the cache, named by the version and by what package-lock.json pins. */
export async function clientDirectory(cacheDir: string): Promise<string> {
  const lock = await readFile(join(pins, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex").slice(0, 8);
  return join(cacheDir, `librdkafka-${await pinnedVersion()}-${digest}`);
}

/** The client that was built into the cache; null if there is none of these pins. */
export async function cachedClient(cacheDir: string): Promise<BuiltClient | null> {
  const directory = await clientDirectory(cacheDir);
  const facts = await readFile(join(directory, factsFile), "utf8").catch(() => null);
  if (facts === null) return null;
  const { node }: { node: string } = JSON.parse(facts);
  return { version: await pinnedVersion(), node, requireFrom: join(directory, "package.json") };
}

async function pinnedVersion(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(pins, "package.json"), "utf8"));
  return dependencies["@confluentinc/kafka-javascript"];
}
