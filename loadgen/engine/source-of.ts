import { meanOf } from "../load/profile.ts";
import { Schedule } from "../load/schedule.ts";
import { Source } from "../load/source.ts";
import { eachInTurn, type Spread, sticky, weighted } from "../load/spread.ts";
import { keysAreEven, partitionShares } from "../records/keys.ts";
import type { KeySpec } from "../records/messages.ts";
import type { ProduceTask } from "./task.ts";

/** Which messages a producer's task has due, when and for which partition; `maxMessages` fit into a batch. */
export function sourceOf(task: ProduceTask, maxMessages: number): Source {
  const { profile, messages, partitions, lingerMs, dropAfterMs } = task;
  const block = Math.max(1, Math.min(maxMessages, Math.round((meanOf(profile) * lingerMs) / 1000)));
  const schedule = new Schedule(profile);
  return new Source(schedule, spreadOf(messages.keys, partitions, block, schedule.total), partitions, {
    maxMessages,
    lingerMicros: lingerMs * 1000,
    dropAfterMicros: dropAfterMs === null ? undefined : dropAfterMs * 1000,
  });
}

/** As the partitioner of a Kafka client spreads messages: sticky without keys, else by the hashes of the keys. */
function spreadOf(keys: KeySpec | null, partitions: number, block: number, total: number): Spread {
  if (!keys) return sticky(partitions, block);
  return keysAreEven(keys, partitions) ? eachInTurn(partitions) : weighted(partitionShares(keys, partitions), total);
}
