import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../sizing/problem.ts";
import type { Java } from "./runtime.ts";

const leastRelease = 17;
const run = promisify(execFile);

/**
 * Finds Java 17 or newer: `$JAVA_HOME` first, then the `PATH`.
 * @throws Problem PLM-JAVA-001 if there is no Java, PLM-JAVA-002 if all that was found is too old
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<Java> {
  const tooOld: string[] = [];
  for (const executable of candidates(env)) {
    const java = await askVersion(executable);
    if (java === null) continue;
    if (java.release >= leastRelease) return java;
    tooOld.push(`${executable}: Java ${java.release}`);
  }
  const remedy = `Install Java ${leastRelease} or newer (on Debian: apt install openjdk-17-jre-headless), or set JAVA_HOME to one`;
  if (tooOld.length === 0)
    throw new Problem("environment", "PLM-JAVA-001", "No Java found, neither by JAVA_HOME nor on the PATH", remedy);
  throw new Problem(
    "environment",
    "PLM-JAVA-002",
    `Java ${leastRelease} or newer is needed, and what was found is older`,
    remedy,
    tooOld,
  );
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const directories = (env.PATH ?? "").split(delimiter).filter((directory) => directory !== "");
  return [...(env.JAVA_HOME ? [join(env.JAVA_HOME, "bin")] : []), ...directories].map((bin) => join(bin, "java"));
}

async function askVersion(executable: string): Promise<Java | null> {
  try {
    await access(executable, constants.X_OK);
    const { stderr } = await run(executable, ["-version"], { env: {}, timeout: 30_000 });
    const release = releaseOf(stderr);
    return release === null ? null : { executable, release, description: stderr.trim() };
  } catch {
    return null;
  }
}

/** The feature release in what `java -version` says: `"17.0.15"` is 17, `"1.8.0_412"` is 8. */
export function releaseOf(version: string): number | null {
  const [, first, second] = version.match(/version "(\d+)(?:\.(\d+))?/) ?? [];
  if (first === undefined) return null;
  return Number(first === "1" ? second : first);
}
