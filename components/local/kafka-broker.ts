import type { Handler, HandlerContext } from "../handler.ts";
import { sessionTimeoutMs } from "../kafka/config.ts";
import { viewOf } from "../kafka/metadata-probe.ts";
import { pause } from "../process/pause.ts";
import type { KafkaBrokerInputs } from "../resource.ts";
import type { Runtime } from "../runtime/runtime.ts";
import { brokerIsRegistered } from "../zookeeper/four-letter-word.ts";
import { type JavaProgram, javaCommand } from "./java-command.ts";
import { type NodeOutputs, nodeHandler } from "./node-handler.ts";

/** The handler of a broker on this machine: ready when it answers and counts itself among the cluster's brokers. */
export function kafkaBrokerHandler(runtime: Runtime): Handler<KafkaBrokerInputs, NodeOutputs> {
  return nodeHandler<KafkaBrokerInputs>({
    replaceOn: ["cluster", "node", "directory", "brokerId"],
    readyWithinMs: 90_000,
    command: (inputs, marks) => javaCommand(runtime, program(runtime, inputs), inputs, marks),
    beforeStart: waitForFormerSession,
    async serves({ host, port, brokerId }) {
      const view = await viewOf(host, port);
      return view !== null && view.controller !== null && view.brokers.includes(brokerId);
    },
  });
}

function program(runtime: Runtime, { directory }: KafkaBrokerInputs): JavaProgram {
  return {
    mainClass: "kafka.Kafka",
    arguments: [`${directory}/conf/server.properties`],
    archive: runtime.archives.broker,
    // What Kafka's own start script sets. The full compiler stays on: a broker is what gets measured.
    options: [
      "-XX:+UseG1GC",
      "-XX:MaxGCPauseMillis=20",
      "-XX:InitiatingHeapOccupancyPercent=35",
      "-XX:+ExplicitGCInvokesConcurrent",
      "-Djava.awt.headless=true",
    ],
  };
}

/** A broker gives up if its id is still registered, which it is until the session of a killed one has timed out. */
async function waitForFormerSession({ signal, log }: HandlerContext, inputs: KafkaBrokerInputs): Promise<void> {
  const deadline = Date.now() + 2 * sessionTimeoutMs;
  let told = false;
  while (Date.now() < deadline && (await brokerIsRegistered(inputs.zookeeper, inputs.brokerId))) {
    if (!told) log(`${inputs.node}: waiting for ZooKeeper to give up the session of its former process`);
    told = true;
    await pause(200, signal);
  }
}
