import { differences } from "../difference.ts";
import type { ResourceOf } from "../resource.ts";
import { readNode } from "./node-handler.ts";
import { type KeptResource, type LocalState, readState, stateDirectory } from "./store.ts";

/** One process of a local cluster. */
export interface NodeStatus {
  readonly id: string;
  readonly kind: "zookeeper-node" | "kafka-broker";
  /** `drifted` runs, but a file of it was edited; `unfinished` was never brought up to the end. */
  readonly state: "running" | "dead" | "drifted" | "unfinished";
  readonly pid: number | null;
  readonly port: number;
  /** What differs from what was brought up, such as `files.conf/server.properties`. */
  readonly drift: readonly string[];
}

export interface ClusterStatus {
  readonly name: string;
  readonly directory: string;
  readonly nodes: readonly NodeStatus[];
  readonly topics: readonly string[];
  readonly bootstrap: readonly string[];
  /** ZooKeeper's connection string. */
  readonly zookeeper: string;
}

export interface StatusOptions {
  readonly stateDir?: string;
}

/**
 * What there is of a local cluster; null if there is none of that name.
 * @throws Problem PLM-STATE-102, 103 or 104
 */
export async function status(name: string, options: StatusOptions = {}): Promise<ClusterStatus | null> {
  const stateDir = options.stateDir ?? stateDirectory();
  const state = await readState(stateDir, name);
  return state === null ? null : statusOf(state, `${stateDir}/${name}`);
}

/** The status of a cluster whose state is at hand. */
export async function statusOf(state: LocalState, directory: string): Promise<ClusterStatus> {
  const kept = Object.values(state.resources).sort(byKindAndId);
  const zooKeepers = kept.filter((resource) => resource.kind === "zookeeper-node");
  const brokers = kept.filter((resource) => resource.kind === "kafka-broker");
  const address = ({ inputs }: ResourceOf<"zookeeper-node"> | ResourceOf<"kafka-broker">) =>
    `${inputs.host}:${inputs.port}`;
  return {
    name: state.name,
    directory,
    nodes: await Promise.all([...zooKeepers, ...brokers].map(nodeStatus)),
    topics: kept.flatMap((resource) => (resource.kind === "kafka-topic" ? [resource.inputs.name] : [])),
    bootstrap: brokers.map(address),
    zookeeper: zooKeepers.map(address).join(","),
  };
}

type KeptNode = Exclude<KeptResource, { kind: "kafka-topic" }>;

async function nodeStatus({ id, kind, inputs, outputs }: KeptNode): Promise<NodeStatus> {
  const base = { id, kind, port: inputs.port };
  if (outputs === null) return { ...base, state: "unfinished", pid: null, drift: [] };
  const observed = await readNode(inputs, outputs);
  if (observed === null || !observed.inputs.running) return { ...base, state: "dead", pid: null, drift: [] };
  const difference = differences(observed.inputs, inputs, []);
  if (difference.change === "none") return { ...base, state: "running", pid: outputs.pid, drift: [] };
  return { ...base, state: "drifted", pid: outputs.pid, drift: difference.properties };
}

/** By number within a kind, so that broker-10 comes after broker-9. */
function byKindAndId(a: KeptResource, b: KeptResource): number {
  return a.kind === b.kind ? a.id.localeCompare(b.id, "en", { numeric: true }) : a.kind < b.kind ? 1 : -1;
}
