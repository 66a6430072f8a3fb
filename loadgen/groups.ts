import type { Consumer } from "../sizing/inputs/consumer.ts";
import type { PlannedTopic } from "../sizing/planned/topic.ts";

/** How a consumer group reads a topic. */
export interface GroupLoad {
  group: string;
  /** What all its consumers read at most together, of record batches as they are stored; null without a limit. */
  bytesPerSecond: number | null;
  /** How old messages are when it reads them, at the least. */
  lagSeconds: number;
  /** Bytes that it rereads from the beginning of the log, for each byte that it reads. */
  history: number;
}

/** A group that reads everything once, as soon as it is there. */
export function atTail(group: string): GroupLoad {
  return { group, bytesPerSecond: null, lagSeconds: 0, history: 0 };
}

/**
 * The groups of `topic` for `factor` of its load. A plan does not tell how many consumers a group has, how far behind
 * it reads and how much of its history: that is in the workload. A group of no stated count has a consumer for each
 * partition. What lags for longer than `mostLagSeconds` would read nothing of a short run.
 */
export function groupLoads(
  topic: Pick<PlannedTopic, "partitions" | "consumers">,
  written: readonly Consumer[],
  factor: number,
  mostLagSeconds: number,
): GroupLoad[] {
  return topic.consumers.map(({ group, perConsumerBytesPerSecond: each }) => {
    const told = written.find((consumer) => consumer.group === group);
    const consumers = Math.min(told?.count ?? topic.partitions, topic.partitions);
    return {
      group,
      bytesPerSecond: each === null ? null : each * consumers * factor,
      lagSeconds: Math.min(told?.lag ?? 0, mostLagSeconds),
      history: told?.history ?? 0,
    };
  });
}
