import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Machine, thisMachine } from "../../components/local/machine.ts";
import { stateDirectory } from "../../components/local/store.ts";
import { cacheDirectory } from "../../components/runtime/cache.ts";

/** What the looks at a machine begin with. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  /** Such as `linux x64`. */
  readonly system: string;
  readonly nodeVersion: string;
  readonly isRoot: boolean;
  /** The clone of the repository that this program runs from; null where it runs from an installed package. */
  readonly clone: string | null;
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
  system: `${process.platform} ${process.arch}`,
  nodeVersion: process.versions.node,
  isRoot: process.getuid?.() === 0,
  clone: cloneOf(join(import.meta.dirname, "..", "..")),
  cacheDir: cacheDirectory(env),
  stateDir: stateDirectory(env),
  machine: thisMachine(),
  kernel: (path) => readFile(path, "utf8").catch(() => null),
});

/** A package has no scripts. */
const cloneOf = (root: string): string | null => (existsSync(join(root, "scripts", "setup.ts")) ? root : null);
