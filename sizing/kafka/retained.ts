import type { RegionFailover } from "../inputs/objectives.ts";
import { type DayShape, fullestWindow } from "../inputs/profile.ts";
import type { Topic } from "../inputs/topic.ts";
import type { Rules } from "../rules/overrides.ts";

/** What of a topic stays on a cluster: the smaller of what is told. At least one of the two is. */
export interface Retained {
  /** Of all its partitions together, one replica of each, bytes. */
  readonly ofTopic: number | null;
  /** Of each replica, bytes. */
  readonly ofReplica: number | null;
}

/**
 * What compaction keeps: the last message of each key, and what has come since the cleaner last ran. The cleaner runs
 * when the dirty part of a log reaches min.cleanable.dirty.ratio, so that the log is clean / (1 - ratio) then.
 */
const compacted = (keys: number, bytesPerMessage: number, rules: Rules): number =>
  (keys * bytesPerMessage) / (1 - rules.dirtyRatio.value);

/** Seconds at the peak that a retention keeps: of the own traffic, and of what another region brings in its fullest time. */
function keptSeconds(day: DayShape, retention: number, failover: RegionFailover | null): number {
  const own = fullestWindow(day, retention);
  if (failover === null) return own;
  return own + failover.share * fullestWindow(day, Math.min(retention, failover.lasting ?? retention));
}

/**
 * What stays of a topic with so many stored bytes per second at the peak, and per message; with what another region
 * brings when it fails over, if that is asked for. Its keys are others than the topic's own, and compaction keeps them too.
 */
export function retainedOf(
  { retention, cleanup, keys }: Pick<Topic, "retention" | "cleanup" | "keys">,
  day: DayShape,
  stored: { readonly bytesPerSecond: number; readonly bytesPerMessage: number; readonly share: number },
  rules: Rules,
  failover: RegionFailover | null = null,
): Retained {
  const inTime =
    retention?.dimension === "duration" ? stored.bytesPerSecond * keptSeconds(day, retention.value, failover) : null;
  const ofReplica = retention?.dimension === "bytes" ? retention.value : null;
  if (cleanup === "delete") return { ofTopic: inTime, ofReplica };
  // The schema wants the keys of a compacted topic.
  const keyCount = keys!.count! * stored.share * (1 + (failover?.share ?? 0));
  const ofKeys = compacted(keyCount, stored.bytesPerMessage, rules);
  return { ofTopic: inTime === null ? ofKeys : Math.min(inTime, ofKeys), ofReplica };
}

/** Bytes that a replica keeps when the topic has so many partitions. */
export function retainedPerReplica({ ofTopic, ofReplica }: Retained, partitions: number): number {
  const even = ofTopic === null ? Number.POSITIVE_INFINITY : ofTopic / partitions;
  return Math.min(even, ofReplica ?? Number.POSITIVE_INFINITY);
}

/** Bytes of all replicas of topics that retention by time keeps at least, whatever the partitions are. */
export const retainedByAll = (
  demands: readonly { readonly retained: Retained; readonly topic: { readonly replication: number } }[],
): number =>
  demands.reduce(
    (total, { retained, topic }) =>
      total + (retained.ofReplica === null ? (retained.ofTopic ?? 0) * topic.replication : 0),
    0,
  );
