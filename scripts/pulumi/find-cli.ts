import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { isExecutable } from "../go/executable.ts";
import { isAtLeast } from "../go/version.ts";
import { languageHost, oldestVersion, type PulumiCli } from "./cli.ts";

/** What a search of the PATH gave: a CLI to use, or why there is none. */
export type CliOnPath =
  | { readonly state: "usable"; readonly cli: PulumiCli }
  | { readonly state: "unusable"; readonly reason: string };

/**
 * Looks for the `pulumi` that a shell would run. It is used only with a language host of its own, on the PATH or beside
 * the CLI: mixed with our stand-in it would be a combination that nobody else has.
 * @param cacheDir what lies in it is ours and does not count
 */
export async function findOnPath(env: NodeJS.ProcessEnv, cacheDir: string): Promise<CliOnPath> {
  const directories = (env.PATH ?? "").split(delimiter).filter((path) => path !== "" && !path.startsWith(cacheDir));
  const executable = await firstExecutable(directories, "pulumi");
  if (executable === null) return unusable("there is no pulumi on the PATH");
  const beside = dirname(await realpath(executable));
  if ((await firstExecutable([...directories, beside], languageHost)) === null)
    return unusable(`${executable} has no ${languageHost}, neither on the PATH nor beside it`);
  const version = await askVersion(executable, env);
  if (version === null) return unusable(`${executable} does not tell its version`);
  if (!isAtLeast(version, oldestVersion))
    return unusable(`${executable} is ${version}, and ${oldestVersion} or newer is needed`);
  return { state: "usable", cli: { source: "path", executable, version } };
}

function unusable(reason: string): CliOnPath {
  return { state: "unusable", reason };
}

async function firstExecutable(directories: readonly string[], name: string): Promise<string | null> {
  for (const directory of directories) {
    const path = join(directory, name);
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function askVersion(executable: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(executable, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 30_000,
    });
    return stdout.trim().replace(/^v/, "") || null;
  } catch {
    return null;
  }
}
