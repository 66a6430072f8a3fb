import { derive } from "../../derivation.ts";
import type { Refusal } from "../../planned/refusal.ts";
import { formatBytes, formatDuration } from "../../units/format.ts";
import { exceeds } from "../fewest.ts";
import { beyondLimit } from "../parallel.ts";
import { type Need, portionsOf } from "../resources.ts";
import { conclude, type Outcome, type Site } from "../service.ts";
import { codeOf } from "../shortage.ts";
import { plannedFlow } from "./flow.ts";
import { type FlumeLoad, flumeLoad } from "./load.ts";
import type { FlumeFlow } from "./schema.ts";

function needsOf(loads: readonly FlumeLoad[], { rules }: Site): Need[] {
  const agents = loads.reduce((sum, { agents }) => sum + agents.value, 0);
  const heapBytes = Math.max(...loads.map(({ heap }) => heap.value));
  const cores = (load: FlumeLoad) =>
    derive(
      "cores",
      "agents x cores of an agent",
      rules.flumeCoresPerAgent,
      { agents: load.agents.value, coresPerAgent: rules.flumeCoresPerAgent.value },
      (inputs) => inputs.agents * inputs.coresPerAgent,
    );
  const memory = (load: FlumeLoad) =>
    derive(
      "B",
      "agents x the largest heap of an agent, since any of them may run on the busiest node",
      rules.flumeChannelHeapFraction,
      { agents: load.agents.value, heapBytes },
      (inputs) => inputs.agents * inputs.heapBytes,
    );
  return [
    { resource: "cpu", each: 0, portions: portionsOf(loads, cores, agents) },
    { resource: "memory", each: 0, portions: portionsOf(loads, memory, agents) },
    { resource: "networkIn", each: 0, portions: portionsOf(loads, (load) => load.work) },
    { resource: "networkOut", each: 0, portions: portionsOf(loads, (load) => load.work) },
  ];
}

function tooFewAgents({ name, agents, needed }: FlumeLoad): Refusal[] {
  if (agents.value >= needed.value) return [];
  return [
    {
      code: codeOf("flume", "011"),
      resource: "agents",
      needed: needed.value,
      available: agents.value,
      unit: "agents",
      remedy: `${name}: have ${needed.value} agents, or leave \`agents\` out`,
    },
  ];
}

/** All sinks write to one NameNode, which journals every file that they open and close. */
function tooManyFiles(loads: readonly FlumeLoad[], { rules }: Site): Refusal[] {
  const needed = loads.reduce((sum, { filesPerSecond }) => sum + filesPerSecond.value, 0);
  const available = rules.namenodeOperationsPerSecond.value / rules.namenodeOperationsPerFile.value;
  if (!exceeds(needed, available)) return [];
  const worst = loads.reduce((most, load) => (load.filesPerSecond.value > most.filesPerSecond.value ? load : most));
  const events = Math.ceil(worst.traffic.messagesPerSecond.value / (available / loads.length));
  const remedy =
    `${worst.name}: roll files of ${events} events or more (better of a block: \`rollCount: 0\`, \`rollSize: ${formatBytes(rules.hdfsBlockBytes.value)}\`, and a longer rollInterval), ` +
    "or set rules.namenodeOperationsPerSecond to what your NameNode does";
  return [{ code: codeOf("flume", "012"), resource: "files", needed, available, unit: "files/s", remedy }];
}

function warningsOf({ name, traffic, agents, filesPerSecond, flow }: FlumeLoad, { rules }: Site): string[] {
  const found: string[] = [];
  const fileBytes = traffic.bytesPerSecond.value / filesPerSecond.value;
  if (fileBytes < rules.hdfsSmallFileBytes.value) {
    found.push(
      `${name}: files of ${formatBytes(fileBytes)}, ${Number(filesPerSecond.value.toPrecision(3))} a second, burden the NameNode; roll later`,
    );
  }
  const seconds = flow.channel.capacity / (traffic.messagesPerSecond.value / agents.value);
  found.push(
    `${name}: a channel fills in ${formatDuration(seconds)} when its sink stands still; a memory channel loses up to ${flow.channel.capacity} events with its agent`,
  );
  return found;
}

/** Plans the hosts of all the Flume agents, their channels, and the files that they make in HDFS. */
export function planFlume(flows: readonly FlumeFlow[], site: Site): Outcome {
  const loads = flows.map((flow, at) => flumeLoad(flow, at, site));
  const demand = {
    kind: "flume" as const,
    needs: needsOf(loads, site),
    least: 1,
    refusals: [
      ...loads.flatMap(({ flow, name, needed, agents, traffic }) => {
        const count = Math.max(needed.value, agents.value);
        return beyondLimit("flume", name, "agents", count, {
          of: `partitions of ${flow.topic ?? "its topic"}`,
          value: traffic.partitions,
        });
      }),
      ...loads.flatMap(tooFewAgents),
      ...tooManyFiles(loads, site),
    ],
    warnings: loads.flatMap((load) => warningsOf(load, site)),
  };
  return conclude(demand, site, (common) => ({
    service: { ...common, kind: "flume", jobs: loads.map((load) => plannedFlow(load, site)) },
    warnings: [],
  }));
}
