import { join } from "node:path";
import type { Plan } from "../../sizing/plan.ts";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import { Problem } from "../../sizing/problem.ts";
import { clusterResources, nodeNames } from "../cluster.ts";
import type { Place } from "../cluster-options.ts";
import { requireFreeSpace } from "../disk.ts";
import { viewOf } from "../kafka/metadata-probe.ts";
import { stopProcess } from "../process/detached.ts";
import { pause } from "../process/pause.ts";
import { type KafkaBrokerInputs, type NodeInputs, nodeKinds, type Resource } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { applyResources } from "./apply.ts";
import { localHandlers } from "./handlers.ts";
import { localise } from "./localise.ts";
import { type Machine, thisMachine } from "./machine.ts";
import { processesOf } from "./node-handler.ts";
import { pickPorts } from "./ports.ts";
import { runnableCluster } from "./runnable.ts";
import { type ClusterStatus, statusOf } from "./status.ts";
import { openStore, type Store, stateDirectory } from "./store.ts";

export interface UpOptions {
  readonly runtime: Runtime;
  readonly stateDir?: string;
  readonly machine?: Machine;
  /** Bytes that must be free for data before anything starts; 500 MB unless told. */
  readonly neededBytes?: number;
  /** Heap of each broker in bytes instead of the localised one. */
  readonly brokerHeapBytes?: number;
  readonly brokerOverrides?: Readonly<Record<string, string>>;
  /** From a node's name to further options for its Java machine. */
  readonly jvm?: Readonly<Record<string, readonly string[]>>;
  readonly log: (line: string) => void;
  /** Told how many of how many nodes and topics stand. */
  readonly onDone?: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** A cluster that stands. */
export interface LocalCluster extends ClusterStatus {
  /** What differs from the plan because all of it runs on this machine, and why. */
  readonly changes: readonly string[];
}

const host = "127.0.0.1";
const portsOfMetadataNode = { zookeeper: 3, kraft: 1 } as const;
const portsOfBroker = 1;
/** The last controllers of a quorum look for a majority until they are killed, which their log survives. */
const stopWithinMs = { "kafka-broker": 5000, "kraft-controller": 500, "zookeeper-node": 5000 };

/**
 * Brings the planned cluster up on this machine, or what is missing of it. If that fails or is interrupted, the
 * processes that this call started are stopped again; files and state stay for a second try or for `down`.
 * @throws Problem with the kind `input` for a plan that cannot run here, `environment` or `interrupted`
 */
export async function up(plan: Pick<Plan, "name" | "clusters">, options: UpOptions): Promise<LocalCluster> {
  const cluster = runnableCluster(plan);
  const local = localise(cluster, options.machine ?? thisMachine(), options.brokerHeapBytes);
  const stateDir = options.stateDir ?? stateDirectory();
  await requireFreeSpace(stateDir, options.neededBytes ?? 500e6, `Cluster ${plan.name}`);
  const store = await openStore(stateDir, plan.name);
  try {
    const resources = clusterResources(cluster, {
      name: plan.name,
      places: await choosePlaces(store, cluster),
      broker: local.broker,
      metadataHeapBytes: local.metadataHeapBytes,
      brokerOverrides: { ...local.brokerOverrides, ...options.brokerOverrides },
      jvm: options.jvm ?? {},
    });
    await applyOrStop(resources, store, options);
    return { ...(await statusOf(store.state, store.directory)), changes: local.changes };
  } finally {
    await store.close();
  }
}

async function choosePlaces(store: Store, cluster: PlannedCluster): Promise<Record<string, Place>> {
  const names = nodeNames(cluster);
  const wanted = [
    ...names.metadata.map((node) => ({ node, count: portsOfMetadataNode[cluster.metadata.mode] })),
    ...names.brokers.map((node) => ({ node, count: portsOfBroker })),
  ];
  const missing = wanted.filter(({ node }) => store.state.ports[node] === undefined);
  const total = missing.reduce((sum, { count }) => sum + count, 0);
  const free = await pickPorts(total, store.directory, Object.values(store.state.ports).flat());
  for (const { node, count } of missing) store.state.ports[node] = free.splice(0, count);
  await store.save();
  return Object.fromEntries(
    wanted.map(({ node }) => [node, { host, ports: store.state.ports[node]!, directory: join(store.directory, node) }]),
  );
}

async function applyOrStop(resources: readonly Resource[], store: Store, options: UpOptions): Promise<void> {
  const { runtime, log, signal } = options;
  const directories = nodesOf(resources).map(({ directory }) => directory);
  const ranBefore = new Set(directories.filter((directory) => processesOf(directory).length > 0));
  try {
    await applyResources(
      resources,
      localHandlers(async () => runtime),
      store,
      { log, signal },
      options.onDone,
    );
    await waitUntilAllSeeAll(brokersOf(resources), signal);
  } catch (error) {
    await stopStarted(resources, ranBefore, log);
    throw error;
  }
}

/** Stops the nodes that did not run before, brokers first. One that was restarted well goes on. */
async function stopStarted(
  resources: readonly Resource[],
  ranBefore: ReadonlySet<string>,
  log: (line: string) => void,
): Promise<void> {
  let stopped = 0;
  for (const kind of nodeKinds) {
    const directories = nodesOf(resources.filter((resource) => resource.kind === kind)).map(
      ({ directory }) => directory,
    );
    const started = directories.filter((directory) => !ranBefore.has(directory)).flatMap(processesOf);
    await Promise.all(started.map((found) => stopProcess(found, stopWithinMs[kind])));
    stopped += started.length;
  }
  log(`stopped what had been started: ${stopped} ${stopped === 1 ? "process" : "processes"}`);
}

async function waitUntilAllSeeAll(brokers: readonly KafkaBrokerInputs[], signal: AbortSignal): Promise<void> {
  const ids = brokers.map(({ brokerId }) => brokerId);
  const deadline = Date.now() + 30_000;
  for (const { node, host: address, port } of brokers) {
    for (;;) {
      const view = await viewOf(address, port);
      if (view !== null && ids.every((id) => view.brokers.includes(id))) break;
      if (Date.now() >= deadline)
        throw new Problem(
          "environment",
          "PLM-LOCAL-102",
          `${node} knows brokers ${view?.brokers.join(", ") || "none"} of ${ids.join(", ")} after 30 s`,
          "See with `plimsoll status` which brokers run, and run `plimsoll up` again",
        );
      await pause(100, signal);
    }
  }
}

function brokersOf(resources: readonly Resource[]): KafkaBrokerInputs[] {
  return resources.flatMap((resource) => (resource.kind === "kafka-broker" ? [resource.inputs] : []));
}

function nodesOf(resources: readonly Resource[]): NodeInputs[] {
  return resources.flatMap((resource) => (resource.kind === "kafka-topic" ? [] : [resource.inputs]));
}
