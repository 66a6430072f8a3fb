import { expect, test } from "vitest";
import type { LoadResult } from "./engine/load-result.ts";
import type { ConsumeResult } from "./engine/task.ts";
import { LatencyRecorder } from "./latency-recorder.ts";
import { proof } from "./report/fixtures.ts";
import { consumed, produced } from "./results.ts";

/** What one consumer of group g read of `topic`. */
function part(topic: string, found: Partial<ConsumeResult>): ConsumeResult {
  return {
    role: "consume",
    topic,
    group: "g",
    windowMessages: 0,
    windowBytes: 0,
    windowFetchedBytes: 0,
    limitBytesPerSecond: null,
    lagSeconds: 0,
    behind: 0,
    historyBytes: 0,
    messages: 0,
    bytes: 0,
    corrupted: 0,
    latency: new LatencyRecorder().encode(),
    rows: [],
    oddities: [],
    ...found,
  };
}

const consumedOf = (...consume: ConsumeResult[]) => consumed({ consume } as unknown as LoadResult, 10, 0);

test("a group is told of as a whole, and by topic over all its consumers", () => {
  const limited = { limitBytesPerSecond: 500, windowFetchedBytes: 4_000, lagSeconds: 30 };
  const [group, ...others] = consumedOf(
    part("slow", { ...limited, windowMessages: 10, behind: 3 }),
    part("big", { windowMessages: 1_000, windowFetchedBytes: 50_000, behind: 200 }),
    part("slow", { ...limited, windowMessages: 20, behind: 4 }),
  );
  expect(others).toEqual([]);
  expect(group).toMatchObject({
    group: "g",
    messagesPerSecond: 103,
    limitBytesPerSecond: null,
    fetchedBytesPerSecond: 5_800,
    lagSeconds: 30,
    behindMessages: 207,
  });
  expect(group!.topics).toEqual([
    {
      topic: "big",
      messagesPerSecond: 100,
      limitBytesPerSecond: null,
      fetchedBytesPerSecond: 5_000,
      lagSeconds: 0,
      behindMessages: 200,
    },
    {
      topic: "slow",
      messagesPerSecond: 3,
      limitBytesPerSecond: 1_000,
      fetchedBytesPerSecond: 800,
      lagSeconds: 30,
      behindMessages: 7,
    },
  ]);
});

test("groups of one name are one, and others are apart", () => {
  const groups = consumedOf(part("a", { group: "z" }), part("a", { group: "b" }), part("b", { group: "z" }));
  expect(groups.map(({ group, topics }) => [group, topics.map(({ topic }) => topic)])).toEqual([
    ["b", ["a"]],
    ["z", ["a", "b"]],
  ]);
});

test("the most that was behind is found in a load of days, of more seconds than a call has arguments", () => {
  const seconds = 200_000;
  const series = Array.from({ length: seconds }, (_, i) => ({
    ...proof.series[0]!,
    behindMessages: i === 7 ? 900 : 3,
  }));
  const result = { series, produce: [] } as unknown as LoadResult;
  expect(produced(result, [], { from: 0, to: seconds }).maxBehindMessages).toBe(900);
});
