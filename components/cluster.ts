import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { brokerResource } from "./kafka/broker-resource.ts";
import { topicResources } from "./kafka/topic-resources.ts";
import { controllerQuorum } from "./kraft/controllers.ts";
import type { BrokerMetadata, Resource, ResourceOf } from "./resource.ts";
import { zooKeeperEnsemble } from "./zookeeper/ensemble.ts";

export interface NodeNames {
  /** `zookeeper-1`, ... or `controller-1`, ... */
  readonly metadata: readonly string[];
  /** `broker-1`, ... */
  readonly brokers: readonly string[];
}

const metadataPrefix = { zookeeper: "zookeeper", kraft: "controller" } as const;

/** The nodes that need a place, from the cluster's counts. */
export function nodeNames({ metadata, brokers }: PlannedCluster): NodeNames {
  return {
    metadata: numbered(metadataPrefix[metadata.mode], metadata.nodes),
    brokers: numbered("broker", brokers),
  };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n + 1}`);
}

/**
 * Everything that a planned cluster consists of, sorted by kind and id. Pure: the order of topics in the plan does not
 * show in the result.
 * @throws Error if a node has no place, which is a fault of the caller
 */
export function clusterResources(cluster: PlannedCluster, options: ClusterOptions): Resource[] {
  const { nodes, metadata } = metadataNodes(cluster, options);
  const context = { cluster, metadata, dependsOn: nodes.map(({ id }) => id), options };
  const brokers = nodeNames(cluster).brokers.map((node, n) => brokerResource(node, n + 1, context));
  return [...nodes, ...brokers, ...topicResources(options.name, cluster, brokers)];
}

interface MetadataNodes {
  readonly nodes: readonly (ResourceOf<"zookeeper-node"> | ResourceOf<"kraft-controller">)[];
  readonly metadata: BrokerMetadata;
}

function metadataNodes(cluster: PlannedCluster, options: ClusterOptions): MetadataNodes {
  const names = nodeNames(cluster).metadata;
  const { mode } = cluster.metadata;
  switch (mode) {
    case "zookeeper": {
      const { nodes, connect } = zooKeeperEnsemble(names, cluster, options);
      return { nodes, metadata: { mode, connect } };
    }
    case "kraft": {
      const { nodes, member } = controllerQuorum(names, cluster, options);
      return { nodes, metadata: { mode, ...member } };
    }
  }
}
