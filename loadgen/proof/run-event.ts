import { z } from "zod";

/** What may happen during a run, as far as the load generator tells it apart. */
export const eventKinds = [
  "connection-lost",
  "broker-silent",
  "refused",
  "throttled",
  "leader-moved",
  "producer-renewed",
  "log-cut",
  "overtaken",
  "log-anew",
  "topic-recreated",
  "consumers-restarted",
  "agent-lost",
  "fault",
  "stopped-early",
] as const;
export type EventKind = (typeof eventKinds)[number];

/**
 * Something that happened during a run, such as a broker lost or a leader moved, in seconds since the load began; to
 * which topic, where it is of one that somebody else did something to.
 */
export const runEvent = z.strictObject({
  t: z.number(),
  kind: z.enum(eventKinds),
  text: z.string(),
  topic: z.string().optional(),
});
export type RunEvent = z.infer<typeof runEvent>;

/** How many events of each kind there were; kinds without any are left out. */
export const eventCounts = z.partialRecord(z.enum(eventKinds), z.int().positive());
export type EventCounts = z.infer<typeof eventCounts>;

/** Counts the events of a run by kind. */
export function countEvents(events: readonly Pick<RunEvent, "kind">[]): EventCounts {
  const counts: EventCounts = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
