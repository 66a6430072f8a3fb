import type { ClusterClient } from "./cluster-client.ts";
import type { LeaderQueries } from "./leader-queries.ts";
import type { Position } from "./position.ts";

/** A broker that lags behind tells of an earlier election for a while; of a topic made anew it is told for good. */
const OUTDATED_MS = 3_000;
const ANSWER_MS = 10_000;

type Leaders = Pick<LeaderQueries, "offsets" | "epochEnd">;

/** What the log of a partition is, to one who has read up to a position. */
export type LogFinding =
  /** It holds what was read. */
  | { kind: "same" }
  /** An election has cut it, and it may have grown again since: it differs from `at` on. */
  | { kind: "cut"; at: number }
  /** Retention has removed what was to be read. */
  | { kind: "overtaken"; begin: number }
  /** It belongs to another topic of the same name. */
  | { kind: "anew"; begin: number }
  /** Not known yet: to be asked again. */
  | { kind: "unknown" };

/** Finds out whether the log of `partition`, as its present leader has it, holds what was read up to `position`. */
export async function checkLog(
  partition: number,
  position: Position,
  cluster: Pick<ClusterClient, "epoch">,
  leaders: Leaders,
): Promise<LogFinding> {
  const current = cluster.epoch(partition);
  const { lastRead, offset } = position;
  if (current < lastRead) {
    position.outdatedSince ??= performance.now();
    if (performance.now() - position.outdatedSince < OUTDATED_MS) return { kind: "unknown" };
    const begin = (await leaders.offsets(-2, [partition], ANSWER_MS))?.get(partition);
    return begin === undefined ? { kind: "unknown" } : { kind: "anew", begin };
  }
  position.outdatedSince = undefined;
  const same = current > lastRead ? await sameUpTo(partition, position, leaders) : offset;
  if (same === undefined) return { kind: "unknown" };
  if (same < offset) return { kind: "cut", at: same };
  if (!position.outOfRange) return { kind: "same" };

  const begin = (await leaders.offsets(-2, [partition], ANSWER_MS))?.get(partition);
  const end = (await leaders.offsets(-1, [partition], ANSWER_MS))?.get(partition);
  if (begin === undefined || end === undefined) return { kind: "unknown" };
  if (offset < begin) return { kind: "overtaken", begin };
  // Only an election cuts a log.
  if (offset > end && current === lastRead) return { kind: "anew", begin };
  return offset <= end ? { kind: "same" } : { kind: "unknown" };
}

/**
 * The offset up to which the leader's log is what was read; undefined without an answer. The leader tells where its
 * last election up to the one asked about ends; if that is an earlier one, what was read of those between is gone, and
 * the two may have parted before: so the last one that is left is asked about (as followers do: KIP-101, KIP-279).
 */
async function sameUpTo(partition: number, position: Position, leaders: Leaders): Promise<number | undefined> {
  let same = position.offset;
  for (let asked = position.lastRead; asked >= 0; ) {
    const answer = await leaders.epochEnd(partition, asked);
    if (!answer) return undefined;
    if (answer.end < 0) return same;
    same = Math.min(same, answer.end, position.endOf(answer.epoch));
    const before = position.readBefore(same);
    asked = before < answer.epoch ? before : -1;
  }
  return same;
}
