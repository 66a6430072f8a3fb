import { readFile } from "node:fs/promises";
import { type Machine, thisMachine } from "../../components/local/machine.ts";
import { stateDirectory } from "../../components/local/store.ts";
import { cacheDirectory } from "../../components/runtime/cache.ts";

/** What the looks at a machine begin with. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly nodeVersion: string;
  readonly cacheDir: string;
  /** Of the local clusters. */
  readonly stateDir: string;
  readonly machine: Machine;
  /** What the kernel tells of a process under this path, such as `/proc/self/limits`; null where it does not. */
  readonly kernel: (path: string) => Promise<string | null>;
};

/** Those of this process. */
export const ownSurroundings = (env: NodeJS.ProcessEnv): Surroundings => ({
  env,
  nodeVersion: process.versions.node,
  cacheDir: cacheDirectory(env),
  stateDir: stateDirectory(env),
  machine: thisMachine(),
  kernel: (path) => readFile(path, "utf8").catch(() => null),
});
