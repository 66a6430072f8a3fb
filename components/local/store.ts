import { mkdir, readFile, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { Problem } from "../../sizing/problem.ts";
import { tryLock } from "../process/lock.ts";
import type { ResourceKind, ResourceOf } from "../resource.ts";
import type { KindOutputs } from "./handlers.ts";
import { type Maker, plimsollUp, stackOf } from "./maker.ts";
import { writeAtomically } from "./node-files.ts";

/** A resource as state keeps it. Outputs are null from the moment its creation began until it succeeded. */
export type KeptResource = {
  [K in ResourceKind]: ResourceOf<K> & { readonly outputs: KindOutputs[K] | null };
}[ResourceKind];

/** A resource that is a process. */
export type KeptNode = Exclude<KeptResource, { kind: "kafka-topic" }>;

export interface LocalState {
  readonly schema: "plimsoll/local@1";
  /** Who made the cluster; no other tool or stack may touch it. */
  readonly madeBy: Maker;
  readonly name: string;
  /** From a node's name to its ports, kept so that a restart has the same. */
  ports: Record<string, number[]>;
  resources: Record<string, KeptResource>;
}

/** The directory of all local clusters: `$PLIMSOLL_STATE`, else below `$XDG_STATE_HOME`, else below the home directory. */
export function stateDirectory(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PLIMSOLL_STATE) return env.PLIMSOLL_STATE;
  return join(env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "plimsoll");
}

/** The state file of one cluster, open for one program at a time. */
export interface Store {
  readonly state: LocalState;
  /** Directory with data and logs of the cluster's nodes. */
  readonly directory: string;
  save(): Promise<void>;
  /** Removes the state and everything of the cluster. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the state of a cluster, empty if there is none.
 * @throws Problem PLM-STATE-101 if another program works on the cluster, 102 if another tool made it, 103 if the file
 * cannot be understood, 104 if the name is no name for a file
 */
export async function openStore(stateDir: string, name: string, maker: Maker = plimsollUp): Promise<Store> {
  const directory = clusterDirectory(stateDir, name);
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const lock = await tryLock(`${directory}.lock`);
  if (lock.state === "taken")
    throw new Problem(
      "environment",
      "PLM-STATE-101",
      `Process ${lock.holder.pid} is bringing cluster ${name} up or down`,
      "Wait until it is done",
    );
  try {
    const state = (await readState(stateDir, name, maker)) ?? empty(name, maker);
    const path = `${directory}.json`;
    let saving = Promise.resolve();
    return {
      state,
      directory,
      save() {
        saving = saving.then(() => writeAtomically(path, `${JSON.stringify(state, null, 2)}\n`));
        return saving;
      },
      async remove() {
        await rm(directory, { recursive: true, force: true });
        await rm(path, { force: true });
      },
      close: lock.release,
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Reads the state of a cluster without a lock; null if there is none.
 * @throws Problem PLM-STATE-102, 103 or 104, see `openStore`
 */
export async function readState(stateDir: string, name: string, maker: Maker = plimsollUp): Promise<LocalState | null> {
  const state = await readAnyState(stateDir, name);
  if (state === null || state.madeBy === maker) return state;
  throw new Problem(
    "environment",
    "PLM-STATE-102",
    `Cluster ${name} was made by \`${state.madeBy}\``,
    `Use that tool for it, or give this system another name`,
  );
}

/**
 * The Pulumi stack that has made the cluster of that name on this machine; null if there is no such cluster, or another
 * tool has made it.
 * @throws Problem PLM-STATE-103 or 104, see `openStore`
 */
export async function stackOfCluster(name: string, stateDir = stateDirectory()): Promise<string | null> {
  const state = await readAnyState(stateDir, name);
  return state === null ? null : stackOf(state.madeBy);
}

async function readAnyState(stateDir: string, name: string): Promise<LocalState | null> {
  const path = `${clusterDirectory(stateDir, name)}.json`;
  const text = await readFile(path, "utf8").catch(absentIsNull);
  if (text === null) return null;
  const state = parseState(text);
  if (state !== null) return state;
  throw new Problem(
    "environment",
    "PLM-STATE-103",
    `${path} is not a state file of this version`,
    "Take the cluster down with the version that made it, or stop its processes and remove the file",
  );
}

function parseState(text: string): LocalState | null {
  try {
    const state = JSON.parse(text);
    return state?.schema === "plimsoll/local@1" && typeof state.madeBy === "string" ? state : null;
  } catch {
    return null;
  }
}

function empty(name: string, madeBy: Maker): LocalState {
  return { schema: "plimsoll/local@1", madeBy, name, ports: {}, resources: {} };
}

function clusterDirectory(stateDir: string, name: string): string {
  if (/^[a-z0-9][a-z0-9_-]*$/i.test(name)) return join(stateDir, name);
  throw new Problem(
    "input",
    "PLM-STATE-104",
    `"${name}" cannot name a local cluster`,
    "Use letters, digits, dashes and underscores, and begin with a letter or digit",
  );
}

function absentIsNull(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT") return null;
  throw error;
}
