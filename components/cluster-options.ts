import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import type { BrokerSize } from "./kafka/sizes.ts";
import type { NodeInputs } from "./resource.ts";

/** Where a node runs. A ZooKeeper node has three ports (client, quorum, election), any other node one. */
export interface Place {
  readonly host: string;
  readonly ports: readonly number[];
  /** Absolute path. */
  readonly directory: string;
}

export interface ClusterOptions {
  /** First part of every id. */
  readonly name: string;
  /** From the name of each node (see `nodeNames`) to its place. */
  readonly places: Readonly<Record<string, Place>>;
  readonly broker: BrokerSize;
  /** Heap of a ZooKeeper node or of a controller. */
  readonly metadataHeapBytes: number;
  /** Settings that replace or complete the rendered ones on every broker. */
  readonly brokerOverrides?: Readonly<Record<string, string>>;
  /** Whether each broker has a second port, at which users log in; none unless told. */
  readonly users?: boolean;
  /** From a node's name to further options for its Java machine. */
  readonly jvm?: Readonly<Record<string, readonly string[]>>;
}

/** @throws Error if the node has no place, which is a fault of the caller */
export function placeOf({ places }: ClusterOptions, node: string): Place {
  const place = places[node];
  if (place === undefined) throw new Error(`${node} has no place`);
  return place;
}

/** @throws Error if the node has no port, which is a fault of the caller */
export function portOf(options: ClusterOptions, node: string): number {
  const [port] = placeOf(options, node).ports;
  if (port === undefined) throw new Error(`${node} needs a port`);
  return port;
}

/** The inputs that follow from a node's name and place, whatever its kind. */
export function placedNode(
  options: ClusterOptions,
  node: string,
  { kafka }: PlannedCluster,
): Pick<NodeInputs, "cluster" | "kafka" | "node" | "host" | "directory" | "jvm" | "running"> {
  const { host, directory } = placeOf(options, node);
  return { cluster: options.name, node, kafka, host, directory, jvm: options.jvm?.[node] ?? [], running: true };
}
