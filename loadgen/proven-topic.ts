import type { LoadResult } from "./engine/load-result.ts";
import { merged } from "./engine/sample.ts";
import { meanOf } from "./load/profile.ts";
import type { Proof } from "./proof/proof.ts";
import type { PlannedLoad } from "./proof-load.ts";
import { droppedOf } from "./results.ts";

/** A topic of the run beside what was planned of it; measured from second `from` to second `to`. */
export function provenTopic(
  { topic, load, existing }: PlannedLoad,
  { from, to }: { from: number; to: number },
  result: LoadResult,
): Proof["topics"][number] {
  const mine = result.produce.filter((part) => part.topic === load.topic);
  return {
    name: topic.name,
    topic: load.topic,
    partitions: load.partitions,
    plannedPartitions: topic.partitions,
    replication: existing?.replication ?? topic.replication,
    acks: topic.acks,
    idempotent: topic.idempotent,
    messageBytes: topic.messageBytes,
    targetMessagesPerSecond: meanOf(load.profile, from, to),
    messagesPerSecond: mine.reduce((sum, { messages }) => sum + messages, 0) / (to - from),
    latency: merged(mine.map(({ latency }) => latency)).summary(),
    drop:
      topic.dropAfterMs === null
        ? null
        : { afterMs: topic.dropAfterMs, atMost: topic.lossBudget ?? 0, ...droppedOf(result, load.topic) },
  };
}
