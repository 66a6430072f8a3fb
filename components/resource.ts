/** A process of a cluster with the files it reads. Plain JSON, so that any tool can keep it as state. */
export interface NodeInputs {
  readonly cluster: string;
  /** Name in its cluster, such as `broker-3`. */
  readonly node: string;
  /** Version of Kafka whose programs it runs, such as `3.9.2`. */
  readonly kafka: string;
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

export interface KraftControllerInputs extends NodeInputs, QuorumMember {
  readonly nodeId: number;
  /** Absolute paths of the directories with data: one, the metadata log's. */
  readonly logDirs: readonly string[];
}

/** What every node of a cluster without ZooKeeper knows of the quorum that keeps its metadata. */
export interface QuorumMember {
  /** 22 characters of base64url. */
  readonly clusterId: string;
  /** The controllers as `id@host:port`, separated by commas and ordered by id. */
  readonly voters: string;
}

/** Where a broker finds the metadata of its cluster. */
export type BrokerMetadata =
  /** `connect` is ZooKeeper's connection string. */
  { readonly mode: "zookeeper"; readonly connect: string } | ({ readonly mode: "kraft" } & QuorumMember);

export interface KafkaBrokerInputs extends NodeInputs {
  readonly brokerId: number;
  readonly metadata: BrokerMetadata;
  /** Absolute paths of the directories with data, one for each mounted file system. */
  readonly logDirs: readonly string[];
}

export interface KafkaTopicInputs {
  readonly cluster: string;
  readonly name: string;
  readonly bootstrap: readonly string[];
  readonly partitions: number;
  readonly replication: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface KafkaUserInputs {
  readonly cluster: string;
  /** As clients log in. */
  readonly name: string;
  readonly bootstrap: readonly string[];
  /** A secret: never in outputs or logs. */
  readonly password: string;
  /** Topics that the user may write to. */
  readonly produce: readonly string[];
  /** Topics that the user may read from, in groups whose names begin with the user's own. */
  readonly consume: readonly string[];
}

/** Every kind of resource with its inputs. */
export interface InputsByKind {
  "zookeeper-node": ZooKeeperNodeInputs;
  "kraft-controller": KraftControllerInputs;
  "kafka-broker": KafkaBrokerInputs;
  "kafka-topic": KafkaTopicInputs;
}
export type ResourceKind = keyof InputsByKind;
/** The kinds that are processes. */
export type NodeKind = Exclude<ResourceKind, "kafka-topic">;

/** In the order in which they are stopped: a broker that goes needs the nodes that keep its metadata. */
export const nodeKinds: readonly NodeKind[] = ["kafka-broker", "kraft-controller", "zookeeper-node"];

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
