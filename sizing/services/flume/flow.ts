import type { z } from "zod";
import { derive, type Explained } from "../../derivation.ts";
import { catchUpSeconds } from "../backlog.ts";
import type { Site } from "../service.ts";
import type { FlumeLoad } from "./load.ts";
import type { plannedFlumeFlow } from "./schema.ts";

const guide = "Apache Flume user guide, as of 1.11 (2022)";
const channel = { name: "memoryChannel", source: `${guide}: a memory channel loses its events with its agent` };
const daySeconds = 86_400;

/** A group of agents as planned. */
export function plannedFlow(load: FlumeLoad, { rules }: Site): Explained<z.infer<typeof plannedFlumeFlow>> {
  const { name, flow, traffic, agents, filesPerSecond } = load;
  const perAgent = derive(
    "msg/s",
    "messages / agents",
    { name: "evenPartitions", source: "Kafka's assignment spreads the partitions over the agents of a group" },
    { messagesPerSecond: traffic.messagesPerSecond.value, agents: agents.value },
    (inputs) => inputs.messagesPerSecond / inputs.agents,
  );
  return {
    name,
    agents,
    agentLimit: derive(
      "agents",
      "partitions, each read by one agent only",
      { name: "oneReader", source: "Apache Kafka documentation: consumer groups, as of 3.9 (2024)" },
      { partitions: traffic.partitions },
      (inputs) => inputs.partitions,
    ),
    messagesPerSecondPerAgent: perAgent,
    batchSeconds: derive(
      "s",
      "the smaller of batch size / messages of an agent and the longest wait",
      { name: "flumeBatch", source: `${guide}: batchSize and batchDurationMillis of the Kafka source` },
      { batchSize: flow.batchSize, messagesPerSecondPerAgent: perAgent.value, waitSeconds: flow.batchDuration },
      (inputs) => Math.min(inputs.batchSize / inputs.messagesPerSecondPerAgent, inputs.waitSeconds),
    ),
    channelSeconds: derive(
      "s",
      "events that the channel holds / messages of an agent",
      channel,
      { capacity: flow.channel.capacity, messagesPerSecondPerAgent: perAgent.value },
      (inputs) => inputs.capacity / inputs.messagesPerSecondPerAgent,
    ),
    channelBytes: load.channelBytes,
    heapBytesPerAgent: load.heap,
    eventsAtRisk: derive(
      "events",
      "events that a channel holds x agents",
      channel,
      { capacity: flow.channel.capacity, agents: agents.value },
      (inputs) => inputs.capacity * inputs.agents,
    ),
    filesPerSecond,
    fileBytes: derive(
      "B",
      "bytes / files",
      { name: "meanFile", source: "what is written in a second, over the files closed in it" },
      { bytesPerSecond: traffic.bytesPerSecond.value, filesPerSecond: filesPerSecond.value },
      (inputs) => inputs.bytesPerSecond / inputs.filesPerSecond,
    ),
    namenodeHeapBytesPerDay: derive(
      "B",
      "files of a day at the peak x heap of the NameNode for each",
      rules.namenodeHeapPerBlock,
      { filesPerSecond: filesPerSecond.value, daySeconds, heapPerFile: rules.namenodeHeapPerBlock.value },
      (inputs) => inputs.filesPerSecond * inputs.daySeconds * inputs.heapPerFile,
    ),
    catchUpSeconds: catchUpSeconds(traffic, flow.backlog, agents.value * load.bytesPerSecondPerAgent),
  };
}
