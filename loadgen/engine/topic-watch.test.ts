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

test("a watch that never began reads nothing", async () => {
  const { watch, told } = watched({ a: "1" }, { a: "2" });
  await watch.stop();
  expect(told).toEqual([]);
});
