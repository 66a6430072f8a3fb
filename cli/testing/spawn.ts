import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../plimsoll.mjs", import.meta.url));
const { NO_COLOR: _no, FORCE_COLOR: _force, ...quietEnv } = process.env;

/** What a run of the real command left behind. */
export type Outcome = { code: number | null; out: string; err: string };

/** Runs the real command, without a terminal, and ends it after 60 s. */
export function plimsoll(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  node = process.execPath,
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const child = spawn(node, [command, ...words], {
    env: { ...quietEnv, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 60_000,
  });
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
