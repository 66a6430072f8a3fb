import type { PlannedTopic } from "../sizing/planned/topic.ts";
import type { TopicLoad } from "./engine/job.ts";
import { atTail } from "./groups.ts";
import { type Profile, scaled } from "./load/profile.ts";
import type { MessageSpec } from "./records/messages.ts";
import { plannedMessages } from "./records/planned.ts";

/** Part of what a probe moved that a proof is scaled to: room for the cluster to be judged, not its host. */
export const PROBE_SHARE = 0.25;

/** Denominators that people can work with in their heads. */
const NICE = [1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100];

/** The largest 1/n, n a handy number, whose load is at most `PROBE_SHARE` of what was moved (more than nothing). */
export function handyScale(plannedPerSecond: number, movedPerSecond: number): { factor: number; text: string } {
  const wanted = plannedPerSecond / (movedPerSecond * PROBE_SHARE);
  const power = 10 ** Math.max(0, Math.floor(Math.log10(wanted / 100)) + 1);
  const n = (NICE.find((nice) => nice * power >= wanted) ?? 100) * power;
  return { factor: 1 / n, text: n === 1 ? "1" : `1/${n}` };
}

/**
 * Partitions for `factor` of the planned load: as many fewer, so that each carries what it would, in a multiple of
 * the brokers, and never more than planned.
 */
export function scaledPartitions(planned: number, factor: number, brokers: number): number {
  const even = Math.ceil((planned * factor) / brokers) * brokers;
  return Math.max(1, Math.min(planned, even));
}

/** The load of `factor` of `topic`, on a topic named `name`; the rates of `shape` are parts of the planned one. */
export function scaledLoad(
  topic: PlannedTopic,
  name: string,
  factor: number,
  brokers: number,
  shape: Profile,
  messages: MessageSpec = plannedMessages(topic),
): TopicLoad {
  return {
    topic: name,
    partitions: scaledPartitions(topic.partitions, factor, brokers),
    profile: scaled(shape, topic.messagesPerSecond * factor),
    dropAfterMs: topic.dropAfterMs,
    messages,
    acks: topic.acks,
    idempotent: topic.idempotent,
    groups: topic.consumers.map(({ group }) => atTail(group)),
  };
}
