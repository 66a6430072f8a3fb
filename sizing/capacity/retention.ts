import { type Derived, derive, type Explained } from "../derivation.ts";
import { scaleRetention } from "../inputs/scale.ts";
import type { Demand } from "../kafka/demand.ts";
import type { LongestRetention, RetainedTopic } from "./capacity.ts";
import { extentOf } from "./extent.ts";
import type { Subjects } from "./subject.ts";

const secondsPerHour = 3600;

function retainedTopic({ topic, averageBytesPerSecond }: Demand, partitions: number, times: number) {
  const { retention } = topic;
  const basis = { name: "retention", source: `workload: ${topic.key}.retention` };
  const bySize = retention?.dimension === "bytes" ? retention.value : null;
  const byTime = retention?.dimension === "duration" ? retention.value : null;
  const hours: Derived<number | null> =
    bySize === null
      ? derive(
          "h",
          "retention x times; null where compaction alone decides what is kept",
          basis,
          { retentionSeconds: byTime, times },
          ({ retentionSeconds, times }) =>
            retentionSeconds === null ? null : (retentionSeconds * times) / secondsPerHour,
        )
      : derive(
          "h",
          "retained bytes of a partition x times x partitions / producers' bytes per second over a day",
          basis,
          { retentionBytesPerPartition: bySize, times, partitions, averageBytesPerSecond },
          (given) =>
            (given.retentionBytesPerPartition * given.times * given.partitions) /
            given.averageBytesPerSecond /
            secondsPerHour,
        );
  return {
    name: topic.name,
    retentionHours: hours,
    retentionBytesPerPartition: derive(
      "B",
      "retained bytes of a partition x times, when the retention is a size",
      basis,
      { retentionBytesPerPartition: bySize, times },
      ({ retentionBytesPerPartition, times }) =>
        retentionBytesPerPartition === null ? null : retentionBytesPerPartition * times,
    ),
  } satisfies Explained<RetainedTopic>;
}

/** The longest retention that the clusters hold at the workload's rates, with every topic's made longer alike. */
export function longestRetention({ clusters }: Subjects): Explained<LongestRetention> {
  const extent = extentOf(clusters, { name: "retention", scale: scaleRetention });
  if (extent.outcome !== "bounded") return extent;
  const { outcome, times, binding, subject, candidates } = extent;
  const { layout } = candidates[clusters.findIndex(({ name }) => name === subject.name)]!;
  const topics = subject.site.demands.map((demand, at) =>
    retainedTopic(demand, layout.partitions[at]!.count, times.value),
  );
  return { outcome, times, topics, binding };
}
