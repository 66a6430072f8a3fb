import { join } from "node:path";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { clusterResources, nodeNames } from "../cluster.ts";
import type { Resource } from "../resource.ts";
import { fixedPorts } from "./fixed-ports.ts";
import { localise } from "./localise.ts";
import type { Machine } from "./machine.ts";

export interface LocalDeploymentOptions {
  /** First part of every id, and the name of the cluster's directory. */
  readonly name: string;
  readonly machine: Machine;
  /** Absolute path below which the nodes have their directories. */
  readonly directory: string;
  /** First of the hundred ports that the cluster may use. */
  readonly basePort: number;
  /** Broker settings that replace or complete those of the plan. */
  readonly brokerSettings: Readonly<Record<string, string>>;
  /** Whether users log in to it. */
  readonly users: boolean;
}

export interface LocalDeployment {
  readonly resources: readonly Resource[];
  /** What differs from the plan because all of it runs on this machine, and why. */
  readonly changes: readonly string[];
}

/**
 * A planned cluster as resources on this machine, all addresses known before anything is made.
 * @throws Problem PLM-MEMORY-101 or PLM-PORT-103 if this machine cannot hold it
 */
export function localDeployment(cluster: PlannedCluster, options: LocalDeploymentOptions): LocalDeployment {
  const { name, machine, directory, basePort, brokerSettings, users } = options;
  const { changes, brokerOverrides, ...sizes } = localise(cluster, machine);
  const { metadata, brokers } = nodeNames(cluster);
  const places = [...metadata, ...brokers].map((node) => [
    node,
    { host: "127.0.0.1", ports: fixedPorts(basePort, node), directory: join(directory, node) },
  ]);
  const resources = clusterResources(cluster, {
    name,
    places: Object.fromEntries(places),
    users,
    ...sizes,
    brokerOverrides: { ...brokerOverrides, ...brokerSettings },
  });
  return { resources, changes };
}
