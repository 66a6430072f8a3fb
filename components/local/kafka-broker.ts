import { Problem } from "../../sizing/problem.ts";
import type { CheckFailure, Handler, HandlerContext } from "../handler.ts";
import { sessionTimeoutMs } from "../kafka/config.ts";
import { viewOf } from "../kafka/metadata-probe.ts";
import { pause } from "../process/pause.ts";
import type { KafkaBrokerInputs } from "../resource.ts";
import type { Runtime, RuntimeSource } from "../runtime/runtime.ts";
import { brokerIsRegistered } from "../zookeeper/four-letter-word.ts";
import { waitUntilInSync } from "./in-sync.ts";
import { type JavaProgram, javaCommand } from "./java-command.ts";
import { checkpointOf, sameQuorum } from "./kraft-controller.ts";
import { formatStorage } from "./kraft-storage.ts";
import { type NodeOutputs, nodeHandler } from "./node-handler.ts";

/** The handler of a broker on this machine: ready when it answers and counts itself among the cluster's brokers. */
export function kafkaBrokerHandler(runtimeOf: RuntimeSource): Handler<KafkaBrokerInputs, NodeOutputs> {
  const handler = nodeHandler<KafkaBrokerInputs>({
    replaceOn: ["cluster", "node", "directory", "brokerId"],
    readyWithinMs: 90_000,
    command: javaCommand(runtimeOf, program),
    beforeStart: async (context, inputs) => prepare(await runtimeOf(inputs.kafka, context), context, inputs),
    spare: waitUntilInSync,
    async serves({ host, port, brokerId }) {
      const view = await viewOf(host, port);
      return view !== null && view.controller !== null && view.brokers.includes(brokerId);
    },
  });
  return {
    ...handler,
    async delete(context, inputs) {
      if (context.clusterStays) await refuseIfHolding(inputs);
      await handler.delete(context, inputs);
    },
    check: (inputs, previous) => [...handler.check(inputs, previous), ...sameMetadata(inputs, previous)],
  };
}

/** A broker goes with its data, and nobody else moves that away: it may be the last copy that is in sync. */
async function refuseIfHolding({ node, host, port, brokerId }: KafkaBrokerInputs): Promise<void> {
  const view = await viewOf(host, port, { topics: "all" });
  const held = view?.topics.flatMap(({ partitions }) =>
    partitions.filter(({ replicas }) => replicas.includes(brokerId)),
  );
  if (held?.length === 0) return;
  throw new Problem(
    "input",
    "PLM-BROKER-102",
    held === undefined ? `${node} does not tell what it holds` : `${node} holds copies of ${held.length} partitions`,
    "Move them to other brokers first (Kafka's kafka-reassign-partitions), plan as many brokers as before, or take the whole cluster down",
  );
}

/** Neither from ZooKeeper to KRaft nor from one quorum to another: what the old one knows would be lost. */
function sameMetadata({ metadata }: KafkaBrokerInputs, previous: KafkaBrokerInputs | null): CheckFailure[] {
  if (previous === null) return [];
  if (metadata.mode === "kraft" && previous.metadata.mode === "kraft")
    return sameQuorum("metadata.", metadata, previous.metadata);
  if (metadata.mode === previous.metadata.mode) return [];
  const reason = `cannot change from ${previous.metadata.mode} to ${metadata.mode} while the cluster stands; take the cluster down first, with its messages`;
  return [{ property: "metadata.mode", reason }];
}

function program(runtime: Runtime, { directory }: KafkaBrokerInputs): JavaProgram {
  return {
    mainClass: "kafka.Kafka",
    arguments: [`${directory}/conf/server.properties`],
    archive: runtime.archives["kafka-broker"] ?? null,
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

async function prepare(runtime: Runtime, context: HandlerContext, inputs: KafkaBrokerInputs): Promise<void> {
  const { metadata, node, brokerId, logDirs } = inputs;
  switch (metadata.mode) {
    case "zookeeper":
      return waitForFormerSession(context, inputs, metadata.connect);
    case "kraft": // Here a broker itself waits for the session of its former process to end.
      return formatStorage({ node, nodeId: brokerId, clusterId: metadata.clusterId, logDirs }, checkpointOf(runtime));
  }
}

/** A broker gives up if its id is still registered, which it is until the session of a killed one has timed out. */
async function waitForFormerSession(
  { signal, log }: HandlerContext,
  { node, brokerId }: KafkaBrokerInputs,
  zookeeper: string,
): Promise<void> {
  const deadline = Date.now() + 2 * sessionTimeoutMs;
  let told = false;
  while (Date.now() < deadline && (await brokerIsRegistered(zookeeper, brokerId))) {
    if (!told) log(`${node}: waiting for ZooKeeper to give up the session of its former process`);
    told = true;
    await pause(200, signal);
  }
}
