import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Outcome, outcomeOf } from "../cli/testing/spawn.ts";
import { makePackage, type PackageFile } from "../scripts/pack/package-file.ts";

/** What npm says where the registry cannot be reached. */
const unreachable = /E(NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT|NETUNREACH|HOSTUNREACH)|ERR_SOCKET_TIMEOUT/;

/** The package of this repository, made as `npm publish` would and installed into an empty folder. */
export interface InstalledPackage {
  /** The folder that was empty. */
  readonly folder: string;
  readonly made: PackageFile;
  /** Why it is not installed after all; null where it is. */
  readonly leftOut: string | null;
  /** Runs a program there, with this Node.js as `node`. */
  run(command: string, ...args: string[]): Promise<Outcome>;
  /** Writes a file there. */
  write(name: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** @throws Error if the package cannot be made, or npm refuses it although there is a registry */
export async function installPackage(root: string): Promise<InstalledPackage> {
  const place = await mkdtemp(join(tmpdir(), "plimsoll-package-"));
  const folder = join(place, "empty");
  const run = (command: string, ...args: string[]) => runIn(folder, command, args);
  const remove = () => rm(place, { recursive: true, force: true });
  try {
    await mkdir(folder);
    const made = await makePackage(root, place);
    const { code, err } = await run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", made.path);
    if (code !== 0 && !unreachable.test(err)) throw new Error(`npm install failed: ${err}`);
    const leftOut = code === 0 ? null : "npm's registry cannot be reached";
    return { folder, made, leftOut, run, write: (name, text) => writeFile(join(folder, name), text), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function runIn(folder: string, command: string, args: readonly string[]): Promise<Outcome> {
  // npm hands settings of its own to the tests that it runs.
  const own = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^npm_/i.test(key)));
  const path = `${dirname(process.execPath)}${delimiter}${own.PATH}`;
  const env = { ...own, PATH: path, npm_config_loglevel: "error" };
  return outcomeOf(command, args, { cwd: folder, env, timeout: 120_000 });
}
