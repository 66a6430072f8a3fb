import { join } from "node:path";
import { isSince4 } from "../kafka/version.ts";
import { bootstrapCheckpoint } from "./bootstrap-checkpoint.ts";
import { cacheDirectory } from "./cache.ts";
import { classData } from "./class-data.ts";
import { cachedJars } from "./jars.ts";
import { findJava } from "./java.ts";
import { lockCache } from "./lock-cache.ts";
import type { Runtime } from "./runtime.ts";

export interface RuntimeOptions {
  /** Version of Kafka, such as `3.9.2`. */
  readonly kafka: string;
  readonly cacheDir?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Sees to it that this machine can run Kafka: finds Java, fetches the jars and makes class-data archives on the first
 * call, and only looks whether all is there on later ones.
 * @throws Problem PLM-JAVA-001 or 002, PLM-MAVEN-001 or 002, PLM-RUNTIME-101 to 103, PLM-DISK-101
 */
export async function ensureRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { kafka, log, signal, env = process.env } = options;
  const cacheDir = options.cacheDir ?? cacheDirectory(env);
  const java = await findJava(env);
  const unlock = await lockCache(cacheDir, "lock", { log, signal });
  try {
    const jars = await cachedJars({ kafka, cacheDir, java, env, log, signal });
    const bare: Runtime = {
      kafka,
      java,
      classPath: jars.classPath,
      archives: {},
      bootstrapCheckpoint: isSince4(kafka) ? await bootstrapCheckpoint(java, jars) : null,
    };
    const directory = join(cacheDir, "class-data");
    return { ...bare, archives: await classData(bare, { directory, log, signal }) };
  } finally {
    await unlock();
  }
}
