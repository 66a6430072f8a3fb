import { describe, expect, it } from "vitest";
import { checkLog } from "./log-check.ts";
import { Position } from "./position.ts";

interface Log {
  /** Of the present leader. */
  epoch: number;
  /** Where the records of each election begin. */
  elections: [epoch: number, from: number][];
  begin?: number;
  end: number;
}

/** A leader that answers for `log` as LeaderEpochFileCache.endOffsetFor does. */
function leaderOf({ epoch, elections, begin = 0, end }: Log) {
  const asked: number[] = [];
  return {
    asked,
    epoch: () => epoch,
    offsets: async (time: -1 | -2) => new Map([[0, time === -1 ? end : begin]]),
    epochEnd: async (_: number, about: number) => {
      asked.push(about);
      const floor = elections.findLast(([each]) => each <= about)?.[0] ?? about;
      const next = elections.find(([each]) => each > about);
      return { partition: 0, error: 0, epoch: floor, end: next?.[1] ?? end };
    },
  };
}

/** A position at `offset` that has read `elections`. */
function at(offset: number, elections: [epoch: number, from: number][], outOfRange = false): Position {
  const position = new Position(0, 99);
  for (const [epoch, from] of elections) position.note(epoch, from);
  position.offset = offset;
  position.outOfRange = outOfRange;
  return position;
}

async function check(position: Position, log: Log) {
  const leader = leaderOf(log);
  return { found: await checkLog(0, position, leader, leader), asked: leader.asked };
}

describe("the log of a new leader", () => {
  it("is the same if the last election that was read ends at or after the position", async () => {
    const log: Log = {
      epoch: 2,
      elections: [
        [1, 0],
        [2, 30],
      ],
      end: 40,
    };
    expect(await check(at(30, [[1, 0]]), log)).toEqual({ found: { kind: "same" }, asked: [1] });
  });

  it("is cut where the last election that was read ends before the position", async () => {
    const log: Log = {
      epoch: 2,
      elections: [
        [1, 0],
        [2, 12],
      ],
      end: 40,
    };
    expect(await check(at(30, [[1, 0]]), log)).toEqual({ found: { kind: "cut", at: 12 }, asked: [1] });
  });

  it("is cut at the end of what both have of an election, not where its own part of it ends", async () => {
    // The leader has election 1 up to 15 and then 4; what was read had it up to 10 and then 3, up to 20.
    const log: Log = {
      epoch: 4,
      elections: [
        [1, 0],
        [4, 15],
      ],
      end: 40,
    };
    const position = at(20, [
      [1, 0],
      [3, 10],
    ]);
    expect(await check(position, log)).toEqual({ found: { kind: "cut", at: 10 }, asked: [3] });
  });

  it("is asked about the election before if it has others between", async () => {
    // Election 2 is the leader's alone: the logs part where it begins there, at 5, not at the end of 1 here, at 10.
    const log: Log = {
      epoch: 4,
      elections: [
        [1, 0],
        [2, 5],
        [4, 15],
      ],
      end: 40,
    };
    const position = at(20, [
      [1, 0],
      [3, 10],
    ]);
    expect(await check(position, log)).toEqual({ found: { kind: "cut", at: 5 }, asked: [3, 1] });
  });

  it("is the same to who has read nothing", async () => {
    expect(await check(at(0, []), { epoch: 4, elections: [[4, 0]], end: 9 })).toEqual({
      found: { kind: "same" },
      asked: [],
    });
  });
});

describe("a log that does not reach to the position", () => {
  it.each([
    ["has lost its beginning to retention", { epoch: 1, elections: [[1, 0]], begin: 40, end: 90 }, "overtaken"],
    ["is another one if nobody was elected since", { epoch: 1, elections: [[1, 0]], end: 9 }, "anew"],
    ["was cut if somebody was", { epoch: 2, elections: [[1, 0]], end: 9 }, "cut"],
    ["is as it was if it has grown meanwhile", { epoch: 1, elections: [[1, 0]], end: 31 }, "same"],
  ] as [string, Log, string][])("%s", async (_, log, kind) => {
    expect((await check(at(30, [[1, 0]], true), log)).found.kind).toBe(kind);
  });
});

it("is made anew if only elections before those that were read are told of, for long enough", async () => {
  const log: Log = { epoch: 0, elections: [[0, 0]], end: 90 };
  const position = at(30, [[1, 0]]);
  expect((await check(position, log)).found).toEqual({ kind: "unknown" });
  position.outdatedSince! -= 3_000;
  expect((await check(position, log)).found).toEqual({ kind: "anew", begin: 0 });
  const told = at(30, [[1, 0]]);
  await check(told, log);
  expect((await check(told, { epoch: 1, elections: [[1, 0]], end: 90 })).found).toEqual({ kind: "same" });
  expect(told.outdatedSince).toBeUndefined();
});
