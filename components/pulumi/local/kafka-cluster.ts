import * as pulumi from "@pulumi/pulumi";
import type { PlannedCluster } from "../../../sizing/planned/cluster.ts";
import { claimedDirectory } from "../../local/claim.ts";
import { basePortOf } from "../../local/fixed-ports.ts";
import { localDeployment } from "../../local/local-deployment.ts";
import { type Machine, thisMachine } from "../../local/machine.ts";
import { stateDirectory } from "../../local/store.ts";
import type { Resource, ResourceKind, ResourceOf } from "../../resource.ts";
import { after } from "./after.ts";
import { Claim } from "./claim.ts";
import { ControllerQuorum } from "./controller-quorum.ts";
import { Node } from "./node.ts";
import { ZooKeeperEnsemble } from "./zookeeper-ensemble.ts";

export interface KafkaClusterArgs {
  /** The cluster as planned: a plain value, since the number of resources hangs on it. */
  readonly plan: PlannedCluster;
  /** First of the hundred ports that the cluster may use; one that hangs on the name unless told. */
  readonly basePort?: number;
  /** Broker settings that replace or complete those of the plan. */
  readonly brokerSettings?: Readonly<Record<string, string>>;
  /** Whether users log in with passwords, at a second port of each broker; not unless told. */
  readonly users?: boolean;
  /** Directory of all local clusters, absolute; see `stateDirectory`. */
  readonly stateDir?: string;
  readonly machine?: Machine;
}

/** Bytes that must be free for data before anything starts. */
const neededBytes = 500e6;

/**
 * A planned Kafka cluster on this machine: its metadata nodes and its brokers, each a process. Topics and users are
 * resources beside it.
 */
export class KafkaCluster extends pulumi.ComponentResource {
  /** Addresses of all brokers, `host:port,...`, known once they serve. */
  readonly bootstrap: pulumi.Output<string>;
  /** ZooKeeper's connection string, or the controllers of a cluster without ZooKeeper. */
  readonly metadata: pulumi.Output<string>;
  readonly brokerIds: pulumi.Output<number[]>;
  /** Where users log in with SCRAM-SHA-512 and no TLS, which never leaves this machine; empty without users. */
  readonly bootstrapForUsers: pulumi.Output<string>;
  readonly plan: PlannedCluster;
  /** What differs from the plan because all of it runs on this machine, and why. */
  readonly changes: readonly string[];
  readonly clusterName: string;
  readonly claim: Claim;
  readonly brokers: readonly Node<"kafka-broker">[];
  /** Where the brokers are reached, as `bootstrap` has it. */
  readonly addresses: readonly string[];
  /** The plan's topics, ready for `Topic`. */
  readonly plannedTopics: readonly ResourceOf<"kafka-topic">[];

  /** @param name first part of the name of everything in it, and the name of its directory */
  constructor(name: string, args: KafkaClusterArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("plimsoll:local:KafkaCluster", name, {}, options);
    const stateDir = args.stateDir ?? stateDirectory();
    const { resources, changes } = localDeployment(args.plan, {
      name,
      machine: args.machine ?? thisMachine(),
      directory: claimedDirectory({ stateDir, cluster: name }),
      basePort: args.basePort ?? basePortOf(name),
      brokerSettings: args.brokerSettings ?? {},
      users: args.users ?? false,
    });
    this.clusterName = name;
    this.plan = args.plan;
    this.changes = changes;
    this.plannedTopics = ofKind(resources, "kafka-topic");
    const claim = { cluster: name, stack: pulumi.getStack(), stateDir, neededBytes };
    this.claim = new Claim(claim, { parent: this });
    const metadata = this.#metadata(name, resources);
    const dependsOn = [...metadata.nodes];
    this.brokers = ofKind(resources, "kafka-broker").map((broker) => new Node(broker, { parent: this, dependsOn }));
    this.addresses = this.brokers.map(({ planned }) => `${planned.host}:${planned.port}`);
    this.bootstrap = after(this.brokers, this.addresses.join(","));
    this.brokerIds = after(
      this.brokers,
      this.brokers.map(({ planned }) => planned.brokerId),
    );
    this.bootstrapForUsers = after(this.brokers, this.brokers.flatMap(userAddress).join(","));
    this.metadata = metadata.connection;
    this.registerOutputs({
      bootstrap: this.bootstrap,
      bootstrapForUsers: this.bootstrapForUsers,
      metadata: this.metadata,
      brokerIds: this.brokerIds,
      plan: args.plan,
    });
  }

  #metadata(name: string, resources: readonly Resource[]) {
    const options = { parent: this, dependsOn: this.claim };
    switch (this.plan.metadata.mode) {
      case "zookeeper": {
        const nodes = ofKind(resources, "zookeeper-node");
        const ensemble = new ZooKeeperEnsemble(`${name}/zookeeper`, { nodes }, options);
        return { nodes: ensemble.nodes, connection: ensemble.connect };
      }
      case "kraft": {
        const nodes = ofKind(resources, "kraft-controller");
        const quorum = new ControllerQuorum(`${name}/controllers`, { nodes }, options);
        return { nodes: quorum.nodes, connection: quorum.voters };
      }
    }
  }
}

function ofKind<K extends ResourceKind>(resources: readonly Resource[], kind: K): ResourceOf<K>[] {
  return resources.filter((resource) => resource.kind === kind) as unknown as ResourceOf<K>[];
}

/** The port for users is the one that a broker listens on beside its first. */
function userAddress({ planned }: Node<"kafka-broker">): string[] {
  return planned.peerPorts.map((port) => `${planned.host}:${port}`);
}
