import type { Task } from "../engine/task.ts";

/** What one producer sent to a partition, as one consumer group was to read it. */
export interface Delivery {
  topic: string;
  group: string;
  producer: number;
  partition: number;
}

/**
 * Whether it is known what was acknowledged and what was read, where `unknown` are the tasks of which nobody can tell
 * any more. What is not known is neither lost nor found.
 */
export function knownWithout(unknown: readonly Task[]): (delivery: Delivery) => boolean {
  const producers = new Set<number>();
  const unread = new Set<string>();
  for (const task of unknown)
    if (task.role === "produce") producers.add(task.producer);
    else for (const partition of task.read) unread.add(keyOf({ ...task, partition }));
  return (delivery) => !producers.has(delivery.producer) && !unread.has(keyOf(delivery));
}

function keyOf({ topic, group, partition }: Omit<Delivery, "producer">): string {
  return JSON.stringify([topic, group, partition]);
}
