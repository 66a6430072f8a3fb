import { Problem } from "../../sizing/problem.ts";
import { signalProcess } from "../process/detached.ts";
import type { ProcessIdentity } from "../process/identity.ts";
import { processesOf } from "./node-handler.ts";
import { readState, stateDirectory } from "./store.ts";

/**
 * Sends a signal to the process of a node, such as SIGKILL to `claro/broker-3`.
 * @returns the pid that got it
 * @throws Problem PLM-LOCAL-103 if there is no such node or it does not run
 */
export async function signalNode(
  name: string,
  nodeId: string,
  signal: NodeJS.Signals,
  stateDir: string = stateDirectory(),
): Promise<number> {
  const kept = (await readState(stateDir, name))?.resources[nodeId];
  if (kept === undefined || kept.kind === "kafka-topic") throw notRunning(nodeId);
  return signalProcessOf(nodeId, kept.inputs.directory, signal).pid;
}

/**
 * Sends a signal to the process of the node in this directory.
 * @throws Problem PLM-LOCAL-103 if it does not run
 */
export function signalProcessOf(nodeId: string, directory: string, signal: NodeJS.Signals): ProcessIdentity {
  const signalled = processesOf(directory).find((identity) => signalProcess(identity, signal));
  if (signalled !== undefined) return signalled;
  throw notRunning(nodeId);
}

function notRunning(nodeId: string): Problem {
  return new Problem(
    "environment",
    "PLM-LOCAL-103",
    `No process of ${nodeId} runs`,
    "See with `plimsoll status` which nodes there are",
  );
}
