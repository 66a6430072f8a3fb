import { derive, type Explained } from "../derivation.ts";
import { scaleRetention } from "../inputs/scale.ts";
import type { Site } from "../kafka/candidate.ts";
import type { Demand } from "../kafka/demand.ts";
import type { LongestRetention, RetainedTopic } from "./capacity.ts";
import { extentOf } from "./extent.ts";

const secondsPerHour = 3600;

function retainedTopic({ topic, key, bytesPerSecond }: Demand, partitions: number, times: number) {
  const { retention } = topic;
  const basis = { name: "retention", source: `workload: ${key}.retention` };
  const bySize = retention.dimension === "bytes";
  return {
    name: topic.name,
    retentionHours: bySize
      ? derive(
          "h",
          "retained bytes of a partition x times x partitions / producers' bytes per second",
          basis,
          { retentionBytesPerPartition: retention.value, times, partitions, bytesPerSecond },
          (given) =>
            (given.retentionBytesPerPartition * given.times * given.partitions) / given.bytesPerSecond / secondsPerHour,
        )
      : derive(
          "h",
          "retention x times",
          basis,
          { retentionSeconds: retention.value, times },
          (given) => (given.retentionSeconds * given.times) / secondsPerHour,
        ),
    retentionBytesPerPartition: derive(
      "B",
      "retained bytes of a partition x times, when the retention is a size",
      basis,
      { retentionBytesPerPartition: bySize ? retention.value : null, times },
      ({ retentionBytesPerPartition, times }) =>
        retentionBytesPerPartition === null ? null : retentionBytesPerPartition * times,
    ),
  } satisfies Explained<RetainedTopic>;
}

/** The longest retention that so many brokers hold at the site's rates, with every topic's made longer alike. */
export function longestRetention(site: Site, brokers: number): Explained<LongestRetention> {
  const extent = extentOf(site, brokers, { name: "retention", scale: scaleRetention });
  if (extent.outcome !== "bounded") return extent;
  const { outcome, times, binding, candidate } = extent;
  const topics = site.demands.map((demand, at) => retainedTopic(demand, candidate.partitions[at]!.value, times.value));
  return { outcome, times, topics, binding };
}
