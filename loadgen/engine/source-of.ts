import { meanOf } from "../load/profile.ts";
import { Schedule } from "../load/schedule.ts";
import { Source } from "../load/source.ts";
import { eachInTurn, type Spread, sticky, weighted } from "../load/spread.ts";
import type { Format } from "../records/format-for.ts";
import { keysAreEven, partitionShares } from "../records/keys.ts";
import type { ProduceTask } from "./task.ts";

/** Which messages of `format` a producer's task has due, when and for which partition. */
export function sourceOf(task: ProduceTask, format: Format): Source {
  const { profile, part, partitions, lingerMs, dropAfterMs } = task;
  const maxMessages = format.maxRecords;
  const lingering = ((meanOf(profile) / part.every) * lingerMs) / 1000;
  const block = Math.max(1, Math.min(maxMessages, Math.round(lingering)));
  const schedule = new Schedule(profile, part);
  return new Source(schedule, spreadOf(format, partitions, block, schedule.total), partitions, {
    maxMessages,
    lingerMicros: lingerMs * 1000,
    dropAfterMicros: dropAfterMs === null ? undefined : dropAfterMs * 1000,
  });
}

/** As the partitioner of a Kafka client spreads messages: sticky without keys, else by the hashes of the keys. */
function spreadOf(format: Format, partitions: number, block: number, total: number): Spread {
  if (format.kind === "dealt") return format.shares === null ? eachInTurn(partitions) : weighted(format.shares, total);
  const { keys } = format;
  if (!keys) return sticky(partitions, block);
  return keysAreEven(keys, partitions) ? eachInTurn(partitions) : weighted(partitionShares(keys, partitions), total);
}
