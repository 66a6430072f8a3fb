import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

/** The file behind a package's command, so that it runs on this Node.js and not on the machine's. */
export function binOf(packageName: string, command = packageName): string {
  const manifest = require.resolve(`${packageName}/package.json`, { paths: [root] });
  const { bin } = require(manifest) as { bin: string | Record<string, string> };
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]!);
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
