import type { Topic } from "./topic.ts";

interface WithTopics<T extends Topic> {
  readonly topics: readonly T[];
}

const scaled = <Q extends { readonly value: number }>(quantity: Q, times: number): Q => ({
  ...quantity,
  value: quantity.value * times,
});

/** The workload with every producer's rate so many times as high; sizes, retention and fixed partitions stay. */
export const scaleRates = <T extends Topic, W extends WithTopics<T>>(workload: W, times: number): W => ({
  ...workload,
  topics: workload.topics.map((topic) => ({ ...topic, rate: scaled(topic.rate, times) })),
});

/** The workload with every retention, by time or by size, so many times as long. */
export const scaleRetention = <T extends Topic, W extends WithTopics<T>>(workload: W, times: number): W => ({
  ...workload,
  topics: workload.topics.map((topic) =>
    topic.retention === undefined ? topic : { ...topic, retention: scaled(topic.retention, times) },
  ),
});
