import { Problem } from "../../sizing/problem.ts";
import type { HandlerContext } from "../handler.ts";
import { endsWithin, stopProcess } from "../process/detached.ts";
import type { NodeKind, ResourceOf } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { type KindOutputs, localHandlers } from "./handlers.ts";
import { processesOf } from "./node-handler.ts";
import { signalProcessOf } from "./signal-node.ts";
import { type ClusterStatus, statusOf } from "./status.ts";
import { type KeptNode, type KeptResource, openStore, type Store, stateDirectory } from "./store.ts";

/**
 * What can be done with a node of a cluster that is up. A killed process has no time to write anything; a stopped one
 * ends in order; a paused one keeps its connections and answers nothing.
 */
export type NodeOperation = "kill" | "stop" | "pause" | "resume" | "start";

export interface HoldOptions {
  /** What nodes are started with. */
  readonly runtime: Runtime;
  readonly stateDir?: string;
  readonly log: (line: string) => void;
}

/** A cluster of this machine that no other program may bring up or down meanwhile. */
export interface HeldCluster {
  status(): Promise<ClusterStatus>;
  /**
   * Does something with one node, such as `claro/broker-3`; resolves when it is done: the process has ended, or serves.
   * One that runs already is not started again.
   * @throws Problem PLM-LOCAL-103 if there is no such node or it does not run, PLM-LOCAL-104 if it does not end; for
   * `start` what the handler of the node throws
   */
  operate(nodeId: string, operation: NodeOperation, signal: AbortSignal): Promise<void>;
  /** Lets other programs at it again. */
  release(): Promise<void>;
}

const endWithinMs = 10_000;
const stopWithinMs = 30_000;

/**
 * Holds a cluster that `plimsoll up` has made, to do something with its nodes.
 * @throws Problem PLM-STATE-101 if another program works on it, 102 if another tool has made it, 103 or 104; PLM-LOCAL-105 if there is none
 */
export async function holdCluster(name: string, options: HoldOptions): Promise<HeldCluster> {
  const store = await openStore(options.stateDir ?? stateDirectory(), name);
  if (Object.keys(store.state.resources).length === 0) {
    await store.close();
    const remedy = "Bring it up first with `plimsoll up`";
    throw new Problem("environment", "PLM-LOCAL-105", `No cluster ${name} runs here`, remedy);
  }
  return {
    status: () => statusOf(store.state, store.directory),
    operate: (nodeId, operation, signal) => operate(store, nodeId, operation, { ...options, signal }),
    release: () => store.close(),
  };
}

type Tools = HoldOptions & { readonly signal: AbortSignal };

async function operate(store: Store, nodeId: string, operation: NodeOperation, tools: Tools): Promise<void> {
  const kept = store.state.resources[nodeId];
  if (kept === undefined || kept.kind === "kafka-topic") throw noSuchNode(nodeId);
  const { directory } = kept.inputs;
  switch (operation) {
    case "kill":
      if (await endsWithin(signalProcessOf(nodeId, directory, "SIGKILL"), endWithinMs)) return;
      throw new Problem("environment", "PLM-LOCAL-104", `${nodeId} was killed and still runs`, "Look at its process");
    case "stop":
      // Asked to go on first: a paused process does not hear that it should end.
      return stopProcess(signalProcessOf(nodeId, directory, "SIGCONT"), stopWithinMs);
    case "pause":
      signalProcessOf(nodeId, directory, "SIGSTOP");
      return;
    case "resume":
      signalProcessOf(nodeId, directory, "SIGCONT");
      return;
    case "start":
      if (processesOf(directory).length === 0) await start(store, kept, tools);
  }
}

async function start(store: Store, kept: KeptNode, { runtime, log, signal }: Tools): Promise<void> {
  const context: HandlerContext = { log, signal, clusterStays: true, inTurn: (_node, work) => work() };
  const outputs = await started(kept, context, runtime);
  store.state.resources[kept.id] = { ...kept, outputs } as KeptResource;
  await store.save();
}

function started<K extends NodeKind>(
  { kind, inputs }: ResourceOf<K>,
  context: HandlerContext,
  runtime: Runtime,
): Promise<KindOutputs[K]> {
  return localHandlers(async () => runtime)[kind].update(context, inputs);
}

function noSuchNode(nodeId: string): Problem {
  const remedy = "See with `plimsoll status` which nodes there are";
  return new Problem("environment", "PLM-LOCAL-103", `There is no node ${nodeId}`, remedy);
}
