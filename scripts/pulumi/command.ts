import { delimiter, join } from "node:path";
import { stateDirectory } from "../../components/local/store.ts";
import { cacheDirectory } from "../../components/runtime/cache.ts";
import { readArguments } from "./arguments.ts";
import { backendFor, backendSettings, ownBackend } from "./backend.ts";
import type { PulumiCli } from "./cli.ts";
import { readProject } from "./project.ts";
import { prepareStack } from "./stack.ts";

const repositoryRoot = join(import.meta.dirname, "..", "..");
const modules = join(repositoryRoot, "node_modules", ".bin");

export interface PulumiCommandOptions {
  readonly cli: PulumiCli;
  /** What follows `pulumi`; the command first. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Keeps everything of Pulumi in this directory, whatever else is chosen: for tests. */
  readonly stateDir?: string;
  /** The folder of Pulumi.yaml, by default that of this repository. */
  readonly root?: string;
}

/** A run of the CLI that is ready to be started. */
export interface PulumiCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The directory of the state if it is not where the user has chosen. */
  readonly ownBackend: string | null;
}

/**
 * How to run the CLI in this repository. Creates what the run needs: the state's directory, and the stack where its
 * state is in a directory of ours and the repository has a configuration for it.
 * @throws Problem PLM-PULUMI-005
 */
export async function pulumiCommand(options: PulumiCommandOptions): Promise<PulumiCommand> {
  const { cli, args, stateDir, root = repositoryRoot } = options;
  const given = stateDir === undefined ? (options.env ?? process.env) : isolated(options.env ?? process.env, stateDir);
  const project = await readProject(root);
  const backend =
    stateDir === undefined ? await backendFor(given, project, stateDirectory(given)) : ownBackend(stateDir);
  const run = { command: cli.executable, args, cwd: root };
  const env = { ...given, ...cliSettings(cli, given) };
  if (backend.kind === "chosen") return { ...run, env, ownBackend: null };
  Object.assign(env, await backendSettings(backend.directory, given));
  if (project !== null)
    Object.assign(
      env,
      await prepareStack({
        args: readArguments(args),
        project,
        backend: backend.directory,
        executable: cli.executable,
        env,
        root,
      }),
    );
  return { ...run, env, ownBackend: backend.directory };
}

/** What the CLI needs on this machine, whatever the state's place. */
function cliSettings(cli: PulumiCli, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const common = {
    // The language host runs `node`, which must be the repository's own.
    PATH: `${modules}${delimiter}${env.PATH ?? ""}`,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Halves the time of a preview, most of which goes into loading the SDK.
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE ?? join(cacheDirectory(env), "compiled"),
  };
  if (cli.source === "path") return common;
  return {
    ...common,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PLIMSOLL_NODE: join(modules, "node"),
    PLIMSOLL_LANGUAGE_HOST: join(import.meta.dirname, "language-host.ts"),
  };
}

/** Without the user's own choices, and with a home for Pulumi of its own. */
function isolated(env: NodeJS.ProcessEnv, stateDir: string): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_"));
  return { ...Object.fromEntries(others), PULUMI_HOME: join(stateDir, "pulumi.home") };
}
