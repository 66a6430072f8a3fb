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

/** Something that happened during a run, such as a broker lost or a leader moved, in seconds since the load began. */
export const runEvent = z.strictObject({
  t: z.number(),
  kind: z.enum(eventKinds),
  text: z.string(),
  /** The topic whose log was cut or which was made anew. */
  topic: z.string().optional(),
  /** What a group had read of a log that was cut, and is gone from it. */
  messages: z.int().positive().optional(),
});
export type RunEvent = z.infer<typeof runEvent>;

/** What an event says to a program, beside its text. */
export type EventDetail = Pick<RunEvent, "topic" | "messages">;

/** How many events of each kind there were; kinds without any are left out. */
export const eventCounts = z.partialRecord(z.enum(eventKinds), z.int().positive());
export type EventCounts = z.infer<typeof eventCounts>;

/** Counts the events of a run by kind. */
export function countEvents(events: readonly Pick<RunEvent, "kind">[]): EventCounts {
  const counts: EventCounts = {};
  for (const { kind } of events) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
