import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Project } from "./project.ts";

/** Whose choice the place of Pulumi's state is. */
export type Backend = { readonly kind: "chosen" } | { readonly kind: "own"; readonly directory: string };

/** No cluster can have this name, so that the directory is none of theirs. */
const directoryName = "pulumi.backend";

/** Pulumi's state in a state directory. */
export function ownBackend(stateDir: string): Backend {
  return { kind: "own", directory: join(stateDir, directoryName) };
}

/** What the user has chosen by the environment, by Pulumi.yaml or by `pulumi login` counts; else a local directory. */
export async function backendFor(env: NodeJS.ProcessEnv, project: Project | null, stateDir: string): Promise<Backend> {
  const chosen =
    env.PULUMI_BACKEND_URL || env.PULUMI_ACCESS_TOKEN || project?.backendUrl || (await loggedInTo(env)) !== null;
  return chosen ? { kind: "chosen" } : ownBackend(stateDir);
}

/**
 * The settings that make the CLI use a directory of ours, which is created. Secrets are encrypted with a passphrase
 * that is made once and kept beside the state, unless the user has one.
 */
export async function backendSettings(directory: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const settings = {
    // A CLI that is killed while it writes the attributes beside a checkpoint leaves that unreadable ("EOF").
    PULUMI_BACKEND_URL: `${pathToFileURL(directory).href}?metadata=skip`,
    // What encrypts a stack's secrets is read from its state where a configuration does not say it.
    PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: "true",
    // `stack rm` would remove the stack's configuration from the repository.
    PULUMI_OPTION_PRESERVE_CONFIG: "true",
  };
  if (env.PULUMI_CONFIG_PASSPHRASE !== undefined || env.PULUMI_CONFIG_PASSPHRASE_FILE) return settings;
  return { ...settings, PULUMI_CONFIG_PASSPHRASE_FILE: await passphraseFile(directory) };
}

async function passphraseFile(directory: string): Promise<string> {
  const path = join(directory, "passphrase");
  const made = `${path}.${process.pid}.new`;
  await writeFile(made, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    // Unlike a rename, a link never replaces the passphrase that secrets are encrypted with already.
    await link(made, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(made, { force: true });
  }
  return path;
}

async function loggedInTo(env: NodeJS.ProcessEnv): Promise<string | null> {
  const directory = env.PULUMI_CREDENTIALS_PATH || env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
  try {
    return JSON.parse(await readFile(join(directory, "credentials.json"), "utf8")).current || null;
  } catch {
    return null;
  }
}
