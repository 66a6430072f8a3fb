import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TopicWatch } from "./topic-watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched(...readings: (Record<string, string> | null)[]) {
  const told: string[] = [];
  const read = async () => {
    const reading = readings.length > 1 ? readings.shift()! : readings[0]!;
    return reading && new Map(Object.entries(reading));
  };
  return { watch: new TopicWatch(read, (topic) => told.push(topic)), told };
}

test("a topic with another id is told of once, also after a time in which it was not there or nothing answered", async () => {
  const { watch, told } = watched({ a: "1", b: "1" }, null, { b: "1" }, { a: "2" }, { a: "1" }, { a: "2" });
  watch.start();
  await vi.advanceTimersByTimeAsync(2_500);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told).toEqual(["a"]);
  await watch.stop();
  expect(told).toEqual(["a"]);
});

test("what changed since the last look is noticed at the end, and then nothing is read any more", async () => {
  const { watch, told } = watched({ a: "1" }, { a: "2" }, { a: "3" });
  watch.start();
  await watch.stop();
  expect(told).toEqual(["a"]);
  await watch.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual(["a"]);
});

test("a watch that never began reads nothing, and does not begin when it was stopped", async () => {
  let reads = 0;
  const watch = new TopicWatch(
    async () => new Map([["a", `${++reads}`]]),
    () => {},
  );
  await watch.stop();
  watch.start();
  await vi.advanceTimersByTimeAsync(3_000);
  await watch.stop();
  expect(reads).toBe(0);
});

test("a look that takes long is not followed by those that it delayed", async () => {
  let reads = 0;
  const slow = async () => {
    reads++;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    return null;
  };
  const watch = new TopicWatch(slow, () => {});
  watch.start();
  await vi.advanceTimersByTimeAsync(9_500);
  const stopped = watch.stop();
  await vi.advanceTimersByTimeAsync(2_500 + 2_500);
  await stopped;
  // At 0, 3, 6 and 9 s, and the last one.
  expect(reads).toBe(5);
});
