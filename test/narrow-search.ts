import { type FindMax, findMaxSchema } from "../loadgen/index.ts";
import { onLoneBroker } from "./lone-broker.ts";
import { makeLoneHost } from "./narrow-network.ts";

/** Width of the loopback. It carries both directions, so a group that reads everything leaves half of it to producers. */
const NARROW_MEGABITS = 160;
/** What the width leaves to producers at most, with one group, bytes/s. */
export const NARROW_BYTES_PER_SECOND = (NARROW_MEGABITS * 1e6) / 8 / 2;

/** Brings one broker up on a host with a narrow loopback and hands over the search for its highest rate, to be run as often as wanted. */
export function onNarrowBroker<T>(
  log: (line: string) => void,
  signal: AbortSignal,
  work: (search: (words: readonly string[]) => Promise<FindMax>) => Promise<T>,
): Promise<T> {
  return onLoneBroker(makeLoneHost(NARROW_MEGABITS), log, signal, (plimsoll) =>
    work(async (words) => findMaxSchema.parse(JSON.parse(await plimsoll("find-max", "--json", ...words)))),
  );
}
