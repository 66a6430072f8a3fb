import { type Derived, derive, given } from "../../derivation.ts";
import { workRate } from "../backlog.ts";
import { parallelFor } from "../parallel.ts";
import type { Site } from "../service.ts";
import { type Traffic, trafficOf } from "../traffic.ts";
import type { FlumeFlow } from "./schema.ts";

/** What a group of agents asks, and what it does to HDFS. */
export interface FlumeLoad {
  readonly name: string;
  readonly flow: FlumeFlow;
  readonly traffic: Traffic;
  readonly work: Derived;
  readonly bytesPerSecondPerAgent: number;
  /** Agents that the work takes, whatever number is fixed. */
  readonly needed: Derived;
  readonly agents: Derived;
  readonly channelBytes: Derived;
  readonly heap: Derived;
  readonly filesPerSecond: Derived;
}

const rolling = {
  name: "flumeRoll",
  source:
    "Apache Flume user guide, HDFS sink, as of 1.11 (2022): the first of rollCount, rollSize and rollInterval closes a file",
};

/** The load of a flow at its place in the workload. */
export function flumeLoad(flow: FlumeFlow, at: number, { topics, rules }: Site): FlumeLoad {
  const key = `services.flume.${at}`;
  const traffic = trafficOf(flow, key, topics);
  const work = workRate(traffic, flow.backlog);
  const rate = flow.perAgent && ({ dimension: "messagesPerSecond", value: flow.perAgent } as const);
  const needed = parallelFor("agents", work, traffic, { rate, key: `${key}.perAgent` }, rules.flumeEventsPerAgent);
  const agents =
    flow.agents === undefined ? needed.count : given("workload", `${key}.agents`, "agents", flow.agents as number);
  const channelBytes = derive(
    "B",
    "events that the channel holds x size",
    { name: "given", source: `workload: ${key}.channel.capacity` },
    { capacity: flow.channel.capacity, messageBytes: traffic.messageBytes },
    (inputs) => inputs.capacity * inputs.messageBytes,
  );
  return {
    name: flow.name,
    flow,
    traffic,
    work,
    bytesPerSecondPerAgent: needed.bytesPerSecondEach,
    needed: needed.count,
    agents,
    channelBytes,
    heap: derive(
      "B",
      "own heap + bytes of the channel / (part of the heap for the channel x (1 - part of it for headers))",
      rules.flumeChannelHeapFraction,
      {
        ownHeapBytes: rules.flumeBaseHeapBytes.value,
        channelBytes: channelBytes.value,
        channelPart: rules.flumeChannelHeapFraction.value,
        headerPart: rules.flumeHeaderFraction.value,
      },
      (inputs) => inputs.ownHeapBytes + inputs.channelBytes / (inputs.channelPart * (1 - inputs.headerPart)),
    ),
    filesPerSecond: derive(
      "files/s",
      "the largest of messages / rollCount, bytes / rollSize and agents / rollInterval; 0 switches one off",
      rolling,
      {
        messagesPerSecond: traffic.messagesPerSecond.value,
        bytesPerSecond: traffic.bytesPerSecond.value,
        agents: agents.value,
        rollCount: flow.sink.rollCount,
        rollBytes: flow.sink.rollSize as number,
        rollSeconds: flow.sink.rollInterval as number,
      },
      (inputs) => {
        const rolls = (load: number, each: number) => (each === 0 ? 0 : load / each);
        return Math.max(
          rolls(inputs.messagesPerSecond, inputs.rollCount),
          rolls(inputs.bytesPerSecond, inputs.rollBytes),
          rolls(inputs.agents, inputs.rollSeconds),
        );
      },
    ),
  };
}
