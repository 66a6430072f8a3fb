import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { localVersions } from "../../components/kafka/version.ts";
import { hasJars } from "../../components/runtime/jars.ts";
import { findJava } from "../../components/runtime/java.ts";
import { Problem } from "../../sizing/problem.ts";
import { type Finding, lacking, ok, type Subject } from "./finding.ts";
import type { Surroundings } from "./surroundings.ts";

const java: Subject = { name: "Java", neededBy: "up, prove, start, mark, calibrate", part: "main" };
const maven: Subject = { name: "Maven", neededBy: "the first up of each version of Kafka", part: "main" };
const pulumi: Subject = { name: "Pulumi CLI", neededBy: "npm run pulumi, prove --stack", part: "further" };
const k6: Subject = { name: "k6", neededBy: "running what plimsoll k6 writes", part: "further" };

export const node = ({ nodeVersion }: Surroundings): Finding =>
  ok({ name: "Node.js", neededBy: "everything", part: "main" }, nodeVersion);

/** Java as `up` looks for it. */
export async function javaFinding({ env }: Surroundings): Promise<Finding> {
  try {
    const { release, executable } = await findJava(env);
    return ok(java, `${release} (${executable})`);
  } catch (error) {
    if (error instanceof Problem) return lacking(java, "missing", error.message, error.remedy);
    throw error;
  }
}

/** Maven is needed only where jars of Kafka are still to be fetched. */
export async function mavenFinding({ env, cacheDir }: Surroundings): Promise<Finding> {
  const executable = await onPath("mvn", env);
  if (executable !== null) return ok(maven, executable);
  const fetched = await Promise.all(localVersions.map((kafka) => hasJars(cacheDir, kafka)));
  const wanting = localVersions.filter((_, i) => !fetched[i]);
  if (wanting.length === 0) return ok(maven, "none on the PATH; every version of Kafka is in the cache");
  const remedy = "install Maven 3.6 or newer (on Debian: apt install maven)";
  const state = wanting.length === localVersions.length ? "missing" : "degraded";
  return lacking(maven, state, `none on the PATH, and Kafka ${wanting.join(" and ")} is not in the cache`, remedy);
}

/** A CLI of the user's own, or one that `npm run setup:pulumi` built. */
export async function pulumiFinding({ env, cacheDir }: Surroundings): Promise<Finding> {
  const executable = await onPath("pulumi", env);
  if (executable !== null) return ok(pulumi, `${(await versionOf(executable, ["version"])) ?? "?"} (${executable})`);
  return built(pulumi, cacheDir, "pulumi-", env, "install it from pulumi.com");
}

/** A k6 of the user's own, or one that `npm run setup:k6` built. */
export async function k6Finding({ env, cacheDir }: Surroundings): Promise<Finding> {
  const executable = await onPath("k6", env);
  if (executable !== null) return ok(k6, executable);
  return built(k6, cacheDir, "k6-", env, "install it from k6.io");
}

async function built(
  subject: Subject,
  cacheDir: string,
  prefix: string,
  env: NodeJS.ProcessEnv,
  install: string,
): Promise<Finding> {
  const found = (await readdir(cacheDir).catch(() => [])).find((entry) => entry.startsWith(prefix));
  if (found !== undefined) return ok(subject, `built from its source (${join(cacheDir, found)})`);
  const go = await onPath("go", env);
  const task = `npm run setup:${prefix.slice(0, -1)}`;
  const build = go === null ? `have Go (go.dev) and run \`${task}\`` : `run \`${task}\`, which builds it with ${go}`;
  return lacking(subject, "missing", "none on the PATH", `${install}, or in a clone of the repository ${build}`);
}

/** The program that a shell would run; null if there is none. */
async function onPath(name: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  for (const directory of (env.PATH ?? "").split(delimiter).filter(Boolean)) {
    const path = join(directory, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}

async function versionOf(executable: string, words: readonly string[]): Promise<string | null> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = promisify(execFile)(executable, words, { timeout: 10_000, env });
  return (await answer.catch(() => null))?.stdout.trim().split("\n")[0] ?? null;
}
