import type { TopicFacts } from "../services/traffic.ts";
import type { Demand } from "./demand.ts";
import type { Cluster } from "./holding.ts";

/** Where the applications read: not the fronting clusters if there are others behind them. */
function read(clusters: readonly Cluster[]): readonly Cluster[] {
  const behind = clusters.filter(({ role }) => role === "consumer");
  return behind.length > 0 ? behind : clusters.filter(({ role }) => role !== "standby");
}

/** What services around Kafka need to know of the topics, with the demands of the whole workload. */
export function topicFacts(demands: readonly Demand[], clusters: readonly Cluster[]): TopicFacts[] {
  const partitions = new Map<string, number>();
  for (const { site, choice } of read(clusters)) {
    for (const [at, { topic }] of site.demands.entries()) {
      const here = choice.candidate.layout.partitions[at]!.count;
      partitions.set(topic.name, (partitions.get(topic.name) ?? 0) + here);
    }
  }
  return demands.map((demand) => ({
    name: demand.topic.name,
    messagesPerSecond: demand.messagesPerSecond.value,
    bytesPerSecond: demand.rawBytesPerSecond,
    averageBytesPerSecond: demand.averageBytesPerSecond * (demand.topic.compression.ratio ?? 1),
    partitions: partitions.get(demand.topic.name) ?? 1,
  }));
}
