/** A process of a cluster with the files it reads. Plain JSON, so that any tool can keep it as state. */
export interface NodeInputs {
  readonly cluster: string;
  /** Name in its cluster, such as `broker-3`. */
  readonly node: string;
  readonly host: string;
  /** Where clients connect. */
  readonly port: number;
  /** Further ports that the node listens on. */
  readonly peerPorts: readonly number[];
  /** Absolute path; everything of the node lies below it. */
  readonly directory: string;
  readonly heapBytes: number;
  /** Further options for the Java machine. */
  readonly jvm: readonly string[];
  /** From a path relative to `directory` to the content of the file. */
  readonly files: Readonly<Record<string, string>>;
  /** Always true in what is wanted; `read` says false of a process that has died, which `update` then heals. */
  readonly running: boolean;
}

export interface ZooKeeperNodeInputs extends NodeInputs {
  readonly serverId: number;
}

export interface KafkaBrokerInputs extends NodeInputs {
  readonly brokerId: number;
  /** ZooKeeper's connection string. */
  readonly zookeeper: string;
}

export interface KafkaTopicInputs {
  readonly cluster: string;
  readonly name: string;
  readonly bootstrap: readonly string[];
  readonly partitions: number;
  readonly replication: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Every kind of resource with its inputs. */
export interface InputsByKind {
  "zookeeper-node": ZooKeeperNodeInputs;
  "kafka-broker": KafkaBrokerInputs;
  "kafka-topic": KafkaTopicInputs;
}
export type ResourceKind = keyof InputsByKind;

export interface ResourceOf<K extends ResourceKind> {
  readonly kind: K;
  /** Stable, such as `claro/broker-3`; never made from a position in a list. */
  readonly id: string;
  readonly inputs: InputsByKind[K];
  /** Ids of the resources that must be there first. */
  readonly dependsOn: readonly string[];
}

/** One thing that a cluster consists of. */
export type Resource = { [K in ResourceKind]: ResourceOf<K> }[ResourceKind];
