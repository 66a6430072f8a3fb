import type { Topic } from "./topic.ts";
import type { Workload } from "./workload.ts";

const scaled = <Q extends Topic["rate"] | Topic["retention"]>(quantity: Q, times: number): Q => ({
  ...quantity,
  value: quantity.value * times,
});

const ofTopics = (workload: Workload, change: (topic: Topic) => Partial<Topic>): Workload => ({
  ...workload,
  topics: workload.topics.map((topic) => ({ ...topic, ...change(topic) })),
});

/** The workload with every producer's rate so many times as high; sizes, retention and fixed partitions stay. */
export const scaleRates = (workload: Workload, times: number): Workload =>
  ofTopics(workload, ({ rate }) => ({ rate: scaled(rate, times) }));

/** The workload with every retention, by time or by size, so many times as long. */
export const scaleRetention = (workload: Workload, times: number): Workload =>
  ofTopics(workload, ({ retention }) => ({ retention: scaled(retention, times) }));
