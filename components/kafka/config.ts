import type { PlannedCluster } from "../../sizing/plan.ts";
import { renderLog4j } from "../log4j.ts";
import { renderProperties } from "../properties.ts";
import type { BrokerSize } from "./sizes.ts";

export interface BrokerAddress {
  /** Stable number of the broker in its cluster, from 1. */
  readonly id: number;
  readonly host: string;
  readonly port: number;
}

export interface BrokerConfig {
  readonly cluster: PlannedCluster;
  readonly broker: BrokerAddress;
  readonly size: BrokerSize;
  /** ZooKeeper's connection string. */
  readonly zookeeper: string;
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
  const listener = `PLAINTEXT://${broker.host}:${broker.port}`;
  const internalReplication = Math.min(3, cluster.brokers);
  return renderProperties({
    "advertised.listeners": listener,
    "auto.create.topics.enable": false,
    "broker.id": broker.id,
    "broker.rack": rackOf(cluster, broker.id),
    "default.replication.factor": internalReplication,
    listeners: listener,
    "log.dirs": config.logDirs.join(","),
    "min.insync.replicas": Math.max(1, internalReplication - 1),
    "num.io.threads": size.ioThreads,
    "num.network.threads": size.networkThreads,
    "num.recovery.threads.per.data.dir": size.recoveryThreadsPerDir,
    "num.replica.fetchers": size.replicaFetchers,
    "offsets.topic.replication.factor": internalReplication,
    "transaction.state.log.min.isr": Math.max(1, internalReplication - 1),
    "transaction.state.log.replication.factor": internalReplication,
    "unclean.leader.election.enable": false,
    "zookeeper.connect": config.zookeeper,
    "zookeeper.session.timeout.ms": sessionTimeoutMs,
    ...config.overrides,
  });
}

/** The rack of a broker: brokers take the plan's racks in turn. */
function rackOf(cluster: PlannedCluster, brokerId: number): string {
  return cluster.racks[(brokerId - 1) % cluster.racks.length]!;
}

/** Renders the reload4j configuration of a broker, without what would be a line for each partition or request. */
export function renderKafkaLog4j(): string {
  return renderLog4j({
    "kafka.cluster.Partition": "WARN",
    "kafka.controller": "WARN",
    "kafka.log": "WARN",
    "kafka.request.logger": "WARN",
    "org.apache.zookeeper": "WARN",
    "state.change.logger": "ERROR",
  });
}
