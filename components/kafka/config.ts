import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { LogLevels } from "../log-config.ts";
import { renderProperties } from "../properties.ts";
import type { BrokerMetadata } from "../resource.ts";
import { type BrokerAddress, controllerListener, listenerSettings } from "./listeners.ts";
import type { BrokerSize } from "./sizes.ts";

export interface BrokerConfig {
  readonly cluster: PlannedCluster;
  readonly broker: BrokerAddress;
  readonly size: BrokerSize;
  readonly metadata: BrokerMetadata;
  /** Absolute paths, one per mounted file system. */
  readonly logDirs: readonly string[];
  /** Settings that replace or complete the rendered ones. */
  readonly overrides: Readonly<Record<string, string>>;
}

/**
 * Milliseconds after which a silent broker counts as lost and its partitions get new leaders. Kafka's default of 18 s
 * is meant for hosts whose pauses are long; 6 s, its value until 2.4, triples the speed of a failover.
 */
export const sessionTimeoutMs = 6000;

/** Renders `server.properties` of one broker. */
export function renderServerProperties(config: BrokerConfig): string {
  const { cluster, broker, size } = config;
  const internalReplication = defaultReplication(cluster);
  return renderProperties({
    "auto.create.topics.enable": false,
    "broker.rack": rackOf(cluster, broker.id),
    "log.dirs": config.logDirs.join(","),
    "num.io.threads": size.ioThreads,
    "num.network.threads": size.networkThreads,
    "num.recovery.threads.per.data.dir": size.recoveryThreadsPerDir,
    "num.replica.fetchers": size.replicaFetchers,
    "offsets.topic.replication.factor": internalReplication,
    "transaction.state.log.min.isr": Math.max(1, internalReplication - 1),
    "transaction.state.log.replication.factor": internalReplication,
    ...listenerSettings(broker, config.metadata.mode),
    ...topicDefaults(cluster),
    ...metadataSettings(config),
    ...config.overrides,
  });
}

/** What holds for topics that do not say otherwise; both brokers and controllers act on it. */
export function topicDefaults(cluster: PlannedCluster): Record<string, string | number | boolean> {
  return {
    "min.insync.replicas": Math.max(1, defaultReplication(cluster) - 1),
    "unclean.leader.election.enable": false,
  };
}

/** Replicas of a topic that does not say otherwise, and of Kafka's own topics. */
export function defaultReplication({ brokers }: PlannedCluster): number {
  return Math.min(3, brokers);
}

function metadataSettings({ cluster, broker, metadata }: BrokerConfig): Record<string, string | number> {
  switch (metadata.mode) {
    case "zookeeper":
      return {
        "broker.id": broker.id,
        "default.replication.factor": defaultReplication(cluster),
        "zookeeper.connect": metadata.connect,
        "zookeeper.session.timeout.ms": sessionTimeoutMs,
      };
    case "kraft":
      return {
        "controller.listener.names": controllerListener,
        "controller.quorum.voters": metadata.voters,
        "node.id": broker.id,
        "process.roles": "broker",
      };
  }
}

/** The rack of a broker: brokers take the plan's racks in turn. */
function rackOf(cluster: PlannedCluster, brokerId: number): string {
  return cluster.racks[(brokerId - 1) % cluster.racks.length]!;
}

/** Without what would be a line for each partition or request. Kafka 4 has moved some of these classes. */
export const brokerLogLevels: LogLevels = {
  "kafka.cluster.Partition": "WARN",
  "kafka.controller": "WARN",
  "kafka.log": "WARN",
  "kafka.request.logger": "WARN",
  "org.apache.kafka.storage.internals.log.LogLoader": "WARN",
  "org.apache.kafka.storage.internals.log.UnifiedLog": "WARN",
  "org.apache.zookeeper": "WARN",
  "state.change.logger": "ERROR",
};
