import type { Workload } from "../inputs/workload.ts";
import type { Rules } from "../rules/overrides.ts";
import type { TopicFacts } from "../services/traffic.ts";
import { wholly } from "./assignment.ts";
import { demandsOf } from "./demand.ts";
import type { Cluster } from "./holding.ts";

/** Where the applications read: not the fronting clusters if there are others behind them. */
function read(clusters: readonly Cluster[]): readonly Cluster[] {
  const behind = clusters.filter(({ role }) => role === "consumer");
  return behind.length > 0 ? behind : clusters.filter(({ role }) => role !== "standby");
}

/** What services around Kafka need to know of the topics. */
export function topicFacts(workload: Workload, clusters: readonly Cluster[], rules: Rules): TopicFacts[] {
  const partitions = new Map<string, number>();
  for (const { site, choice } of read(clusters)) {
    for (const [at, { topic }] of site.demands.entries()) {
      const here = choice.candidate.layout.partitions[at]!.count;
      partitions.set(topic.name, (partitions.get(topic.name) ?? 0) + here);
    }
  }
  return demandsOf(wholly(workload), rules).map((demand) => ({
    name: demand.topic.name,
    messagesPerSecond: demand.messagesPerSecond.value,
    bytesPerSecond: demand.rawBytesPerSecond,
    averageBytesPerSecond: demand.averageBytesPerSecond * (demand.topic.compression.ratio ?? 1),
    partitions: partitions.get(demand.topic.name) ?? 1,
  }));
}
