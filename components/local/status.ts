import { differences } from "../difference.ts";
import type { NodeKind } from "../resource.ts";
import { readNode } from "./node-handler.ts";
import { type KeptNode, type KeptResource, type LocalState, readState, stateDirectory } from "./store.ts";

/** One process of a local cluster. */
export interface NodeStatus {
  readonly id: string;
  readonly kind: NodeKind;
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
  /** Where the metadata is kept, and the addresses of the nodes that keep it, separated by commas. */
  readonly metadata: { readonly mode: "zookeeper" | "kraft"; readonly connect: string };
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
  const controllers = kept.filter((resource) => resource.kind === "kraft-controller");
  const metadataNodes: KeptNode[] = [...kept.filter((resource) => resource.kind === "zookeeper-node"), ...controllers];
  const brokers = kept.filter((resource) => resource.kind === "kafka-broker");
  const address = ({ inputs }: KeptNode) => `${inputs.host}:${inputs.port}`;
  return {
    name: state.name,
    directory,
    nodes: await Promise.all([...metadataNodes, ...brokers].map(nodeStatus)),
    topics: kept.flatMap((resource) => (resource.kind === "kafka-topic" ? [resource.inputs.name] : [])),
    bootstrap: brokers.map(address),
    metadata: {
      mode: controllers.length > 0 ? "kraft" : "zookeeper",
      connect: metadataNodes.map(address).join(","),
    },
  };
}

async function nodeStatus({ id, kind, inputs, outputs }: KeptNode): Promise<NodeStatus> {
  const base = { id, kind, port: inputs.port };
  if (outputs === null) return { ...base, state: "unfinished", pid: null, drift: [] };
  const observed = await readNode(inputs);
  if (observed === null || observed.outputs === null) return { ...base, state: "dead", pid: null, drift: [] };
  const { pid } = observed.outputs;
  const difference = differences(observed.inputs, inputs, []);
  if (difference.change === "none") return { ...base, state: "running", pid, drift: [] };
  return { ...base, state: "drifted", pid, drift: difference.properties };
}

/** By number within a kind, so that broker-10 comes after broker-9. */
function byKindAndId(a: KeptResource, b: KeptResource): number {
  return a.kind === b.kind ? a.id.localeCompare(b.id, "en", { numeric: true }) : a.kind < b.kind ? 1 : -1;
}
