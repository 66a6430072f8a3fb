import { Problem } from "../../sizing/problem.ts";
import { signalProcess } from "../process/detached.ts";
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
  const found = kept === undefined || kept.kind === "kafka-topic" ? [] : processesOf(kept.inputs.directory);
  const signalled = found.find((identity) => signalProcess(identity, signal));
  if (signalled !== undefined) return signalled.pid;
  throw new Problem(
    "environment",
    "PLM-LOCAL-103",
    `No process of ${nodeId} runs`,
    "See with `plimsoll status` which nodes there are",
  );
}
