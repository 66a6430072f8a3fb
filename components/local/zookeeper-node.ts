import type { Handler } from "../handler.ts";
import type { ZooKeeperNodeInputs } from "../resource.ts";
import type { Runtime, RuntimeSource } from "../runtime/runtime.ts";
import { serves } from "../zookeeper/four-letter-word.ts";
import { type JavaProgram, javaCommand } from "./java-command.ts";
import { type NodeOutputs, nodeHandler } from "./node-handler.ts";

/** The handler of a ZooKeeper node on this machine: ready when its ensemble has a leader. */
export function zooKeeperNodeHandler(runtimeOf: RuntimeSource): Handler<ZooKeeperNodeInputs, NodeOutputs> {
  return nodeHandler<ZooKeeperNodeInputs>({
    replaceOn: ["cluster", "node", "directory", "serverId"],
    readyWithinMs: 60_000,
    command: javaCommand(runtimeOf, program),
    beforeStart: async () => {},
    // One that serves has caught up with the leader, so the ensemble is whole when the next one goes down.
    spare: async () => {},
    serves,
  });
}

function program(runtime: Runtime, { directory }: ZooKeeperNodeInputs): JavaProgram {
  return {
    mainClass: "org.apache.zookeeper.server.quorum.QuorumPeerMain",
    arguments: [`${directory}/conf/zoo.cfg`],
    archive: runtime.archives["zookeeper-node"] ?? null,
    // ZooKeeper is idle beside the brokers: the smallest collector and the quick compiler leave them the CPU.
    options: ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dzookeeper.jmx.log4j.disable=true"],
  };
}
