import type { Topic } from "../inputs/topic.ts";
import type { Workload } from "../inputs/workload.ts";

/** A topic, or a part of it, on one cluster. */
export interface AssignedTopic extends Topic {
  /** Key of the topic in the workload, for reasons. */
  readonly key: string;
  /** Part of the topic's traffic that this cluster takes. */
  readonly share: number;
}

/** What one cluster has of a workload. */
export interface Assignment extends Omit<Workload, "topics"> {
  readonly topics: readonly AssignedTopic[];
}

/** The whole workload on one cluster. */
export const wholly = (workload: Workload): Assignment => ({
  ...workload,
  topics: workload.topics.map((topic, at) => ({ ...topic, key: `topics.${at}`, share: 1 })),
});
