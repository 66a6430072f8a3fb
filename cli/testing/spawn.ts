import { type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../plimsoll.mjs", import.meta.url));
const { NO_COLOR: _no, FORCE_COLOR: _force, ...quietEnv } = process.env;

/** What a run of a command left behind. */
export type Outcome = { readonly code: number | null; readonly out: string; readonly err: string };

/** Runs the real command, without a terminal, and ends it after 60 s. */
export function plimsoll(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  node = process.execPath,
): Promise<Outcome> {
  return outcomeOf(node, [command, ...words], { env: { ...quietEnv, ...env }, timeout: 60_000 });
}

/** Runs a command without input to its end. Rejects if it cannot be started. */
export function outcomeOf(
  program: string,
  words: readonly string[],
  options: Pick<SpawnOptions, "cwd" | "env" | "timeout">,
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const child = spawn(program, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  child.on("error", reject);
  child.on("close", (code) => resolve({ code, out, err }));
  return promise;
}
