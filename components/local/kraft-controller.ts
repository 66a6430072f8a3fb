import type { CheckFailure, Handler } from "../handler.ts";
import { quorumViewOf } from "../kraft/quorum-probe.ts";
import { stopProcess } from "../process/detached.ts";
import type { KraftControllerInputs, QuorumMember } from "../resource.ts";
import type { Runtime, RuntimeSource } from "../runtime/runtime.ts";
import { type JavaProgram, javaCommand } from "./java-command.ts";
import { formatStorage } from "./kraft-storage.ts";
import { deleteNode, type NodeOutputs, nodeHandler, processesOf } from "./node-handler.ts";
import { waitUntilWhole } from "./whole-quorum.ts";

/**
 * The handler of a dedicated controller on this machine: ready when its quorum has a leader, and by that one's
 * word this controller has all of its log.
 */
export function kraftControllerHandler(runtimeOf: RuntimeSource): Handler<KraftControllerInputs, NodeOutputs> {
  const handler = nodeHandler<KraftControllerInputs>({
    replaceOn: ["cluster", "node", "directory", "nodeId"],
    readyWithinMs: 60_000,
    command: javaCommand(runtimeOf, program),
    beforeStart: async (context, inputs) => formatStorage(inputs, checkpointOf(await runtimeOf(inputs.kafka, context))),
    spare: waitUntilWhole,
    serves: async ({ voters, nodeId }) => (await quorumViewOf(voters))?.following.includes(nodeId) ?? false,
  });
  return {
    ...handler,
    delete: (_context, { directory }) => deleteController(directory),
    check: (inputs, previous) => [...handler.check(inputs, previous), ...sameQuorum("", inputs, previous)],
  };
}

/**
 * As `deleteNode`, without waiting for an orderly end: the last controllers of a quorum would look for a majority for
 * five seconds, and what they want to hand over is deleted with them.
 */
export async function deleteController(directory: string): Promise<void> {
  await Promise.all(processesOf(directory).map((found) => stopProcess(found, 0)));
  await deleteNode(directory);
}

/**
 * A static quorum must not change while it stands: of nodes restarted one by one, some would count the old majority and
 * some the new one, and each could elect a leader.
 * @param prefix of the properties' names
 */
export function sameQuorum(prefix: string, wanted: QuorumMember, previous: QuorumMember | null): CheckFailure[] {
  if (previous === null) return [];
  return (["clusterId", "voters"] as const)
    .filter((key) => wanted[key] !== previous[key])
    .map((key) => ({
      property: `${prefix}${key}`,
      reason: `cannot change from ${previous[key]} to ${wanted[key]} while the cluster stands; take the cluster down first, with its messages`,
    }));
}

/** @throws Error if the runtime's version of Kafka has no KRaft storage, which is a fault of the caller */
export function checkpointOf({ kafka, bootstrapCheckpoint }: Runtime): string {
  if (bootstrapCheckpoint === null) throw new Error(`Kafka ${kafka} was set up for ZooKeeper`);
  return bootstrapCheckpoint;
}

function program({ archives }: Runtime, { directory }: KraftControllerInputs): JavaProgram {
  return {
    mainClass: "kafka.Kafka",
    arguments: [`${directory}/conf/controller.properties`],
    archive: archives["kraft-controller"] ?? null,
    // A controller is idle beside the brokers: the smallest collector and the quick compiler leave them the CPU.
    options: ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"],
  };
}
