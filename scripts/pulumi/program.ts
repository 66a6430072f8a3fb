import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";

/** How a program ended, in the terms of the engine's protocol. */
export type ProgramEnd =
  | { readonly state: "done" }
  /** The program has told the user itself what was wrong. */
  | { readonly state: "reported" }
  | { readonly state: "failed"; readonly error: string };

/** The SDK's runner ends with this code once it has shown the user what went wrong. */
const reportedExitCode = 32;
/** As long as the engine gives a language host. */
const killAfterMs = 5000;

/** A Pulumi program that runs in a process of its own, with the SDK that it finds from its folder. */
export class Program {
  readonly ended: Promise<ProgramEnd>;
  readonly #child: ChildProcess;

  constructor(request: RunRequest, engineAddress: string) {
    const directory = request.getInfo()?.getProgramDirectory() || request.getPwd();
    const options = request.getInfo()?.getOptions()?.toJavaScript() ?? {};
    const runner = createRequire(join(directory, "program.js")).resolve("@pulumi/pulumi/cmd/run");
    this.#child = spawn(
      process.execPath,
      [...nodeArguments(options), runner, ...runArguments(request, engineAddress)],
      {
        cwd: directory,
        env: { ...process.env, ...environment(request, options) },
        // The first line of standard output is the host's; the engine shows what follows.
        stdio: ["ignore", "inherit", "inherit"],
      },
    );
    this.ended = new Promise((resolve) => {
      this.#child.once("error", (error) =>
        resolve({ state: "failed", error: `Node.js did not start: ${error.message}` }),
      );
      this.#child.once("exit", (code, signal) => resolve(endOf(code, signal)));
    });
  }

  /** Interrupts the program, and kills it if it goes on. */
  async stop(): Promise<void> {
    this.#child.kill("SIGINT");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), killAfterMs);
    await this.ended;
    clearTimeout(timer);
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): ProgramEnd {
  if (code === 0) return { state: "done" };
  if (code === reportedExitCode) return { state: "reported" };
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  return { state: "failed", error: `the program ended ${how}` };
}

/** `nodeargs` of the runtime's options in Pulumi.yaml. */
function nodeArguments(options: Record<string, unknown>): string[] {
  return typeof options.nodeargs === "string" ? options.nodeargs.split(/\s+/).filter(Boolean) : [];
}

function environment(request: RunRequest, options: Record<string, unknown>): NodeJS.ProcessEnv {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    // By default the SDK compiles TypeScript itself, as it does with the stock language host.
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript !== false),
  };
}

function runArguments(request: RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const options: [name: string, value: string | undefined][] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engineAddress],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", info?.getRootDirectory()],
    ["stack", request.getStack()],
    ["pwd", info?.getProgramDirectory() || request.getPwd()],
    ["parallel", String(request.getParallel())],
  ];
  return [
    ...options.flatMap(([name, value]) => (value ? [`--${name}`, value] : [])),
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || request.getProgram(),
    ...request.getArgsList(),
  ];
}
