import type { ClusterStatus, HeldCluster, NodeOperation } from "../../components/index.ts";
import type { Fault, FaultPlan } from "../../loadgen/faults/fault.ts";
import { formatBytesPerSecond } from "../../sizing/index.ts";
import { Problem } from "../../sizing/problem.ts";
import { namespaceNetwork, type SharedNetwork } from "./narrow-network.ts";
import { type FaultNode, nodeText } from "./statement.ts";
import type { Harm, NarrowedNetwork, PlannedFault } from "./timeline.ts";

/** In the order in which they start: a broker needs those that keep its metadata. */
const startOrder: readonly FaultNode["kind"][] = ["zookeeper", "controller", "broker"];

/**
 * Faults on the nodes of a cluster of this machine, as a load carries them out.
 * @param leave keeps the nodes as the faults leave them; else those that were harmed run again when the load is over
 * @param networkOf gives the network that they share, which is asked for only where a fault is of that
 * @throws Problem PLM-FAULT-007 for a node that there is not, -008 for one that does not run, -011 for a network that
 * is not to be narrowed
 */
export async function localFaults(
  planned: readonly Harm[],
  cluster: HeldCluster,
  leave: boolean,
  networkOf: () => Promise<SharedNetwork> = namespaceNetwork,
): Promise<FaultPlan> {
  const status = await cluster.status();
  const nodes = new Map(
    planned.flatMap((harm) => ("node" in harm ? [[idOf(status, harm.node), harm.node] as const] : [])),
  );
  for (const [id, node] of nodes) requireRunning(status, id, node);
  const operate = inTurn(cluster);
  const network = planned.some(({ action }) => action === "narrow") ? new Narrowing(await networkOf()) : null;
  const faults = planned.map((harm) => {
    if (harm.action === "narrow") return narrowing(harm, network!);
    return faultOf(harm, (operation) => operate(idOf(status, harm.node), operation));
  });
  const restore = async () => (await all([network?.end() ?? [], putBack(cluster, nodes, operate)])).flat();
  return { faults, putBack: leave ? null : restore };
}

/** A network that is narrow now or not. */
class Narrowing {
  readonly #network: SharedNetwork;
  #isNarrow = false;

  constructor(network: SharedNetwork) {
    this.#network = network;
  }

  async begin(bytesPerSecond: number): Promise<void> {
    await this.#network.narrow(bytesPerSecond);
    this.#isNarrow = true;
  }

  /** Widens the network if it is narrow, and tells if it was. */
  async end(): Promise<string[]> {
    if (!this.#isNarrow) return [];
    await this.#network.widen();
    this.#isNarrow = false;
    return ["network widened"];
  }
}

function narrowing({ bytesPerSecond, at, until }: NarrowedNetwork, network: Narrowing): Fault {
  return {
    atSeconds: at,
    text: `narrow network to ${formatBytesPerSecond(bytesPerSecond)}`,
    begin: () => network.begin(bytesPerSecond),
    end: until === null ? null : { afterSeconds: until - at, run: async () => void (await network.end()) },
  };
}

type Operate = (nodeId: string, operation: NodeOperation) => Promise<void>;

/** One thing after another with each node: what is killed while it starts would only seem to have failed. */
function inTurn(cluster: HeldCluster): Operate {
  // An interrupted load leaves nothing half done, so nobody interrupts this.
  const { signal } = new AbortController();
  const last = new Map<string, Promise<void>>();
  return (nodeId, operation) => {
    const before = last.get(nodeId) ?? Promise.resolve();
    const done = before.catch(() => {}).then(() => cluster.operate(nodeId, operation, signal));
    last.set(nodeId, done);
    return done;
  };
}

function faultOf(
  { action, node, at, until }: PlannedFault,
  operate: (operation: NodeOperation) => Promise<void>,
): Fault {
  return {
    atSeconds: at,
    text: `${action} ${nodeText(node)}`,
    begin: () => operate(action === "restart" ? "stop" : action),
    end:
      until === null ? null : { afterSeconds: until - at, run: () => operate(action === "pause" ? "resume" : "start") },
  };
}

/** Lets every node that was harmed run again, and tells of those that did not; one that does not start keeps back no other. */
async function putBack(
  cluster: HeldCluster,
  nodes: ReadonlyMap<string, FaultNode>,
  operate: Operate,
): Promise<string[]> {
  // Whether a process is paused its state does not tell; to one that is not, going on means nothing.
  const running = await runningOf(cluster);
  const resumed = all([...nodes.keys()].filter((id) => running.has(id)).map((id) => operate(id, "resume")));
  const started: Promise<string[]>[] = [];
  for (const kind of startOrder) {
    const dead = [...nodes].filter(([id, node]) => node.kind === kind && !running.has(id));
    const these = all(
      dead.map(async ([id, node]) => {
        await operate(id, "start");
        return `${nodeText(node)} started`;
      }),
    );
    started.push(these);
    await Promise.allSettled([resumed, these]);
  }
  await resumed;
  return (await all(started)).flat();
}

/** Awaits all of them, also where one rejects; then rejects with the first that did. */
async function all<T>(work: readonly (T | Promise<T>)[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function runningOf(cluster: HeldCluster): Promise<Set<string>> {
  const { nodes } = await cluster.status();
  return new Set(nodes.filter(({ pid }) => pid !== null).map(({ id }) => id));
}

function idOf({ name }: ClusterStatus, { kind, number }: FaultNode): string {
  return `${name}/${kind}-${number}`;
}

function requireRunning({ name, nodes }: ClusterStatus, id: string, node: FaultNode): void {
  const found = nodes.find((each) => each.id === id);
  const all = nodes.map((each) => each.id.slice(name.length + 1).replace("-", " ")).join(", ");
  if (found === undefined)
    throw new Problem("input", "PLM-FAULT-007", `${name} has no ${nodeText(node)}`, `name one of ${all}`);
  if (found.pid === null)
    throw new Problem(
      "environment",
      "PLM-FAULT-008",
      `${nodeText(node)} of ${name} does not run, so nothing can be done to it`,
      "start it with `plimsoll up`, or name another node",
    );
}
