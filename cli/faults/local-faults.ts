import type { ClusterStatus, HeldCluster, NodeOperation } from "../../components/index.ts";
import type { Fault, FaultPlan } from "../../loadgen/faults/fault.ts";
import { Problem } from "../../sizing/problem.ts";
import { type FaultNode, nodeText } from "./statement.ts";
import type { PlannedFault } from "./timeline.ts";

/** In the order in which they start: a broker needs those that keep its metadata. */
const startOrder: readonly FaultNode["kind"][] = ["zookeeper", "controller", "broker"];

/**
 * Faults on the nodes of a cluster of this machine, as a load carries them out.
 * @param leave keeps the nodes as the faults leave them; else those that were harmed run again when the load is over
 * @throws Problem PLM-FAULT-007 for a node that there is not, -008 for one that does not run
 */
export async function localFaults(
  planned: readonly PlannedFault[],
  cluster: HeldCluster,
  leave: boolean,
): Promise<FaultPlan> {
  const status = await cluster.status();
  const nodes = new Map(planned.map(({ node }) => [idOf(status, node), node]));
  for (const [id, node] of nodes) requireRunning(status, id, node);
  const operate = inTurn(cluster);
  const faults = planned.map((fault) => faultOf(fault, (operation) => operate(idOf(status, fault.node), operation)));
  return { faults, putBack: leave ? null : () => putBack(cluster, nodes, operate) };
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

/** Lets every node that was harmed run again, and tells of those that did not. */
async function putBack(
  cluster: HeldCluster,
  nodes: ReadonlyMap<string, FaultNode>,
  operate: Operate,
): Promise<string[]> {
  // Whether a process is paused its state does not tell; to one that is not, going on means nothing.
  const running = await runningOf(cluster);
  await Promise.all([...nodes.keys()].filter((id) => running.has(id)).map((id) => operate(id, "resume")));
  const started: string[] = [];
  for (const kind of startOrder) {
    const dead = [...nodes].filter(([id, node]) => node.kind === kind && !running.has(id));
    await Promise.all(dead.map(([id]) => operate(id, "start")));
    started.push(...dead.map(([, node]) => `${nodeText(node)} started`));
  }
  return started;
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
