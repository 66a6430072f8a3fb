import { join } from "node:path";
import type { PlannedCluster } from "../sizing/plan.ts";
import { renderKafkaLog4j, renderServerProperties } from "./kafka/config.ts";
import type { BrokerSize } from "./kafka/sizes.ts";
import { topicSettings } from "./kafka/topic.ts";
import type { Resource, ResourceOf } from "./resource.ts";
import {
  connectString,
  renderMyid,
  renderZooCfg,
  renderZooKeeperLog4j,
  type ZooKeeperServer,
} from "./zookeeper/config.ts";

/** Where a node runs. A ZooKeeper node has three ports (client, quorum, election), a broker one. */
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
  readonly zooKeeperHeapBytes: number;
  /** Settings that replace or complete the rendered ones on every broker. */
  readonly brokerOverrides?: Readonly<Record<string, string>>;
  /** From a node's name to further options for its Java machine. */
  readonly jvm?: Readonly<Record<string, readonly string[]>>;
}

/** The nodes that need a place, from the cluster's counts: `zookeeper-1`, ..., `broker-1`, ... */
export function nodeNames(cluster: PlannedCluster): { zookeeper: string[]; brokers: string[] } {
  const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}-${n + 1}`);
  return { zookeeper: numbered("zookeeper", cluster.metadata.nodes), brokers: numbered("broker", cluster.brokers) };
}

/**
 * Everything that a planned cluster on ZooKeeper consists of, sorted by kind and id. Pure: the order of topics in the
 * plan does not show in the result.
 * @throws Error if a node has no place, which is a fault of the caller
 */
export function clusterResources(cluster: PlannedCluster, options: ClusterOptions): Resource[] {
  const names = nodeNames(cluster);
  const servers = names.zookeeper.map((node, n) => zooKeeperServer(n + 1, placeOf(options, node)));
  const zooKeepers = names.zookeeper.map((node, n) => zooKeeperNode(node, servers[n]!, servers, options));
  const zookeeper = connectString(servers);
  const brokers = names.brokers.map((node, n) =>
    kafkaBroker(
      node,
      n + 1,
      cluster,
      zookeeper,
      zooKeepers.map(({ id }) => id),
      options,
    ),
  );
  return [...zooKeepers, ...brokers, ...kafkaTopics(cluster, brokers, options)];
}

function zooKeeperServer(id: number, place: Place): ZooKeeperServer {
  const [clientPort, quorumPort, electionPort] = place.ports;
  if (clientPort === undefined || quorumPort === undefined || electionPort === undefined)
    throw new Error(`zookeeper-${id} needs three ports`);
  return { id, host: place.host, clientPort, quorumPort, electionPort };
}

function zooKeeperNode(
  node: string,
  server: ZooKeeperServer,
  ensemble: readonly ZooKeeperServer[],
  options: ClusterOptions,
): ResourceOf<"zookeeper-node"> {
  const { directory } = placeOf(options, node);
  return {
    kind: "zookeeper-node",
    id: `${options.name}/${node}`,
    dependsOn: [],
    inputs: {
      cluster: options.name,
      node,
      serverId: server.id,
      host: server.host,
      port: server.clientPort,
      peerPorts: ensemble.length === 1 ? [] : [server.quorumPort, server.electionPort],
      directory,
      heapBytes: options.zooKeeperHeapBytes,
      jvm: options.jvm?.[node] ?? [],
      files: {
        "conf/log4j.properties": renderZooKeeperLog4j(),
        "conf/zoo.cfg": renderZooCfg(server, ensemble, join(directory, "data")),
        "data/myid": renderMyid(server),
      },
      running: true,
    },
  };
}

function kafkaBroker(
  node: string,
  brokerId: number,
  cluster: PlannedCluster,
  zookeeper: string,
  dependsOn: readonly string[],
  options: ClusterOptions,
): ResourceOf<"kafka-broker"> {
  const { directory, host, ports } = placeOf(options, node);
  const port = ports[0];
  if (port === undefined) throw new Error(`${node} needs a port`);
  const logDirs = Array.from({ length: cluster.logDirs }, (_, n) => join(directory, `data-${n + 1}`));
  return {
    kind: "kafka-broker",
    id: `${options.name}/${node}`,
    dependsOn,
    inputs: {
      cluster: options.name,
      node,
      brokerId,
      zookeeper,
      host,
      port,
      peerPorts: [],
      directory,
      heapBytes: options.broker.heapBytes,
      jvm: options.jvm?.[node] ?? [],
      files: {
        "conf/log4j.properties": renderKafkaLog4j(),
        "conf/server.properties": renderServerProperties({
          cluster,
          broker: { id: brokerId, host, port },
          size: options.broker,
          zookeeper,
          logDirs,
          overrides: options.brokerOverrides ?? {},
        }),
      },
      running: true,
    },
  };
}

function kafkaTopics(
  cluster: PlannedCluster,
  brokers: readonly ResourceOf<"kafka-broker">[],
  { name }: ClusterOptions,
): ResourceOf<"kafka-topic">[] {
  const bootstrap = brokers.map(({ inputs }) => `${inputs.host}:${inputs.port}`);
  return [...cluster.topics]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((topic) => ({
      kind: "kafka-topic" as const,
      id: `${name}/topic/${topic.name}`,
      dependsOn: brokers.map(({ id }) => id),
      inputs: {
        cluster: name,
        name: topic.name,
        bootstrap,
        partitions: topic.partitions,
        replication: topic.replication,
        config: topicSettings(topic),
      },
    }));
}

function placeOf({ places }: ClusterOptions, node: string): Place {
  const place = places[node];
  if (place === undefined) throw new Error(`${node} has no place`);
  return place;
}
