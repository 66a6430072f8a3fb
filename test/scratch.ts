import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { killProcessesBelow } from "./remains.ts";

const root = join(import.meta.dirname, "..");

/** A folder in which the commands of the documents are tried out, with the examples and a state of its own. */
export interface Scratch {
  /** Local clusters keep their state and their data there. */
  readonly state: string;
  /** Runs a script as a careful shell does: it ends at the first command that fails. */
  run(script: string): Promise<{ code: number | null; output: string }>;
  remove(): Promise<void>;
}

/** Makes the folder. There `npx plimsoll` and `plimsoll` are this repository's command; `npx` itself has a test elsewhere. */
export async function scratch(): Promise<Scratch> {
  const directory = await mkdtemp(join(tmpdir(), "plimsoll-documents-"));
  const state = join(directory, "state");
  await cp(join(root, "stacks"), join(directory, "stacks"), { recursive: true });
  await mkdir(join(directory, "bin"));
  const command = `exec '${process.execPath}' '${join(root, "cli", "plimsoll.mjs")}' "$@"`;
  await executable(join(directory, "bin", "plimsoll"), `#!/bin/sh\n${command}\n`);
  const npx = `[ "$1" = plimsoll ] || { echo "npx $1 is not known here" >&2; exit 2; }\nshift\n${command}`;
  await executable(join(directory, "bin", "npx"), `#!/bin/sh\n${npx}\n`);
  const env = {
    ...process.env,
    PLIMSOLL_STATE: state,
    PATH: `${join(directory, "bin")}${delimiter}${process.env.PATH}`,
  };
  return {
    state,
    run: (script) => bash(script, { cwd: directory, env, timeout: 150_000 }),
    remove: async () => {
      await killProcessesBelow(directory);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function executable(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

function bash(script: string, options: { cwd: string; env: NodeJS.ProcessEnv; timeout: number }) {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number | null; output: string }>();
  const child = spawn("bash", ["-euo", "pipefail", "-c", script], { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  child.on("error", reject);
  child.on("close", (code) => resolve({ code, output }));
  return promise;
}
