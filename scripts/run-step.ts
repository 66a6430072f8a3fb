import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The script behind a dependency's command, to be run by this Node.js and not by the machine's. */
export function commandScript(name: string): string {
  return join(root, "node_modules", ".bin", name);
}

/** Runs one step of a script in the project's root with this Node.js; true if it ended well. Says how long it took. */
export async function runStep(name: string, args: readonly string[]): Promise<boolean> {
  const begun = performance.now();
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.error(`${name}: ${code === 0 ? "ok" : `failed (exit ${code})`} after ${seconds} s`);
  return code === 0;
}
