import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Finding, lacking, ok, type Subject } from "./finding.ts";
import { onPath } from "./on-path.ts";
import type { Surroundings } from "./surroundings.ts";

const pulumi: Subject = { name: "Pulumi CLI", neededBy: "npm run pulumi, prove --stack", part: "further" };
const k6: Subject = { name: "k6", neededBy: "running what plimsoll k6 writes", part: "further" };
const go: Subject = { name: "Go", neededBy: "npm run setup:pulumi, npm run setup:k6", part: "further" };

/** A CLI of the user's own, or one that `npm run setup:pulumi` built. */
export async function pulumiFinding(surroundings: Surroundings): Promise<Finding> {
  const executable = await onPath(["pulumi"], surroundings.env);
  if (executable === null) return built(pulumi, "pulumi", surroundings, "install it from pulumi.com");
  const version = await answerOf(executable, ["version"], surroundings.env);
  return ok(pulumi, `${version ?? "version not told"} (${executable})`);
}

/** A k6 of the user's own, or one that `npm run setup:k6` built. */
export async function k6Finding(surroundings: Surroundings): Promise<Finding> {
  const executable = await onPath(["k6"], surroundings.env);
  return executable === null ? built(k6, "k6", surroundings, "install it from k6.io") : ok(k6, executable);
}

async function built(
  subject: Subject,
  program: string,
  { cacheDir, clone }: Surroundings,
  install: string,
): Promise<Finding> {
  const found = await builtIn(cacheDir, program);
  if (found !== null) return ok(subject, `built from its source (${found})`);
  const task = `\`npm run setup:${program}\``;
  const build = clone === null ? `build it with ${task} in a clone of the repository` : `build it with ${task}`;
  return lacking(subject, "missing", "none on the PATH", `${install}, or ${build}`);
}

async function builtIn(cacheDir: string, program: string): Promise<string | null> {
  const entry = (await readdir(cacheDir).catch(() => [])).find((name) => name.startsWith(`${program}-`));
  return entry === undefined ? null : join(cacheDir, entry);
}

/** Go builds in a clone alone; where everything is built or installed it is not asked for. */
export async function goFinding({ env, clone, cacheDir }: Surroundings): Promise<Finding[]> {
  if (clone === null) return [];
  const least = await leastGo(clone);
  const executable = await onPath(["go"], env);
  const version = executable && (await answerOf(executable, ["env", "GOVERSION"], { ...env, GOTOOLCHAIN: "local" }));
  const number = version?.replace(/^go/, "") ?? "";
  if (number.localeCompare(least, "en", { numeric: true }) >= 0) return [ok(go, `${number} (${executable})`)];
  const found = number === "" ? "none on the PATH" : `${number} (${executable}), older than ${least}`;
  const wanted = ["pulumi", "k6"].map(async (program) =>
    (await onPath([program], env)) === null ? builtIn(cacheDir, program) : program,
  );
  if ((await Promise.all(wanted)).every((program) => program !== null))
    return [ok(go, `${found}; what it builds is there`)];
  return [lacking(go, "missing", found, `install Go ${least} or newer from go.dev`)];
}

/** The newest Go that a module of the clone asks for. */
async function leastGo(clone: string): Promise<string> {
  const modules = ["pulumi", "k6"].map((name) => readFile(join(clone, "scripts", name, "go.mod"), "utf8"));
  const asked = (await Promise.all(modules)).map((text) => /^go (\S+)$/m.exec(text)?.[1] ?? "");
  return asked.toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))[0]!;
}

async function answerOf(executable: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<string | null> {
  const options = { timeout: 10_000, cwd: "/", env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } };
  const answer = await promisify(execFile)(executable, words, options).catch(() => null);
  return answer?.stdout.trim().split("\n")[0] || null;
}
