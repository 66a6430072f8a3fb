/** Offsets by partition. */
export type Offsets = ReadonlyMap<number, number>;

/** Where the log of a topic begins and ends, and when that was read (milliseconds, as `performance.now` counts). */
export type LogReading = { readonly begins: Offsets; readonly ends: Offsets; readonly at: number };

/** Messages between two offsets, over all partitions. */
export function messagesBetween(from: Offsets, to: Offsets): number {
  let sum = 0;
  for (const [partition, end] of to) sum += Math.max(0, end - (from.get(partition) ?? end));
  return sum;
}

const atOnce = 16;

/** Does the same work for each of many, some of it at the same time. */
export async function forEachOf<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atOnce)
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  return results;
}
