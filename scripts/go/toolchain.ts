import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { isAtLeast } from "./version.ts";

/** Whether the machine's Go can build the module in a folder. */
export type Toolchain =
  | { readonly state: "usable" }
  | { readonly state: "absent"; readonly least: string }
  | { readonly state: "old"; readonly found: string; readonly least: string };

/** Looks for a Go on the PATH that is as new as the go.mod in `directory` asks for. */
export async function toolchain(directory: string, env: NodeJS.ProcessEnv): Promise<Toolchain> {
  const least = await leastGo(directory);
  const found = await goVersion(env);
  if (found === null) return { state: "absent", least };
  return isAtLeast(found, least) ? { state: "usable" } : { state: "old", found, least };
}

async function leastGo(directory: string): Promise<string> {
  const text = await readFile(join(directory, "go.mod"), "utf8");
  const [, version] = text.match(/^go (\S+)$/m) ?? [];
  if (version === undefined) throw new Error(`${directory}/go.mod does not say which Go it needs`);
  return version;
}

/** Such as `1.26.8`; null if there is no go. */
async function goVersion(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    // Outside the module, which a Go that is too old refuses to look at.
    const { stdout } = await promisify(execFile)("go", ["env", "GOVERSION"], {
      cwd: "/",
      env: { ...env, GOTOOLCHAIN: "local" },
      timeout: 30_000,
    });
    return stdout.trim().replace(/^go/, "") || null;
  } catch {
    return null;
  }
}
