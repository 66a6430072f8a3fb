import { type DropRow, placeOf } from "../load/drops.ts";
import type { Source } from "../load/source.ts";
import { formatOf } from "./format.ts";
import { sourceOf } from "./source-of.ts";
import type { Task } from "./task.ts";

/** When the message `sequence` of a producer's partition was due, in seconds since the load began. */
export type DueTime = (producer: number, partition: number, sequence: number) => number;

/** Works out due times as the producers of `tasks` did: the schedule is arithmetic, so nobody has to remember more than the drops. */
export function dueTimes(tasks: readonly Task[], drops: readonly DropRow[]): DueTime {
  const sources = new Map<number, Source>();
  const gaps = new Map(drops.map((row) => [`${row.producer}/${row.partition}`, row.gaps]));
  return (producer, partition, sequence) => {
    const source = sources.get(producer) ?? sourceFrom(tasks, producer);
    sources.set(producer, source);
    return source.dueMicros(partition, placeOf(sequence, gaps.get(`${producer}/${partition}`))) / 1e6;
  };
}

/** The source of a producer, as if the load had begun in 1970. */
function sourceFrom(tasks: readonly Task[], producer: number): Source {
  const task = tasks.find((each) => each.role === "produce" && each.producer === producer);
  if (task?.role !== "produce") throw new RangeError(`the load has no producer ${producer}`);
  const source = sourceOf(task, formatOf(task));
  source.schedule.start(0);
  return source;
}
