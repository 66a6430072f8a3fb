import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeAtomically } from "../../components/local/node-files.ts";
import { Problem } from "../../sizing/index.ts";
import type { CliArguments } from "./arguments.ts";
import type { Project } from "./project.ts";

export interface StackRun {
  readonly args: CliArguments;
  readonly project: Project;
  /** The directory of the state; it is ours. */
  readonly backend: string;
  readonly executable: string;
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
}

const run = promisify(execFile);

/**
 * Prepares a stack whose state is in a directory of ours, and returns the settings for it. The CLI writes how secrets
 * are encrypted, which differs on each machine, into the stack's configuration, which is in the repository. So the
 * stack is created from a folder beside the state, and the CLI gets a copy of the configuration there. A stack that
 * does not exist is created only if the repository has a configuration for it: else its name is a slip.
 * @throws Problem PLM-PULUMI-005 if the stack cannot be created
 */
export async function prepareStack(stackRun: StackRun): Promise<NodeJS.ProcessEnv> {
  const { args, project, backend } = stackRun;
  if (args.use === "other") return {};
  const stack = args.stack ?? (await selectedStack(stackRun));
  const name = stack?.split("/").at(-1);
  if (!name) return {};
  const fileName = `Pulumi.${name}.yaml`;
  const committed = await readFile(join(project.configDirectory, fileName), "utf8").catch(() => null);
  if (committed === null) return {};
  const folder = join(backend, "config");
  if (args.use === "creates" && !stackExists(stackRun, name)) await createStack(stackRun, name, folder);
  const copy = join(folder, fileName);
  const salt = (await readFile(copy, "utf8").catch(() => "")).match(saltLine)?.[0];
  const needsSalt = salt !== undefined && !saltLine.test(committed);
  await writeAtomically(copy, needsSalt ? `${committed.trimEnd()}\n${salt}\n` : committed);
  return { PULUMI_OPTION_CONFIG_FILE: copy };
}

const saltLine = /^encryptionsalt: .+$/m;

/** The stack that `pulumi stack select` has chosen; null if none. */
async function selectedStack({ executable, env, root }: StackRun): Promise<string | null> {
  try {
    return (await run(executable, ["stack", "--show-name"], { cwd: root, env })).stdout.trim() || null;
  } catch {
    return null;
  }
}

function stackExists({ backend, project }: StackRun, name: string): boolean {
  return existsSync(join(backend, ".pulumi", "stacks", project.name, `${name}.json`));
}

/** Makes the stack from a project of the same name in `folder`, where the CLI leaves how its secrets are encrypted. */
async function createStack(stackRun: StackRun, name: string, folder: string): Promise<void> {
  const { executable, env, project } = stackRun;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, "Pulumi.yaml"), `name: ${project.name}\nruntime: nodejs\n`, { mode: 0o600 });
  try {
    await run(executable, ["stack", "init", name, "--no-select", "--non-interactive"], { cwd: folder, env });
  } catch (error) {
    // Another command may have created it in the meantime.
    if (stackExists(stackRun, name)) return;
    throw new Problem(
      "environment",
      "PLM-PULUMI-005",
      `Pulumi could not create the stack ${name}`,
      "Mend what it says below and run the command again",
      (error as { stderr?: string }).stderr?.trim().split("\n") ?? [String(error)],
    );
  }
}
