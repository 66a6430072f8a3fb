import fc from "fast-check";
import { expect, it } from "vitest";
import { plaintext } from "../access.ts";
import { atTail } from "../groups.ts";
import { durationOf, meanOf, steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { assign, defaultPipeline, type LoadJob, type TopicLoad } from "./job.ts";

const topic = fc.record({
  topic: fc.constantFrom("a", "b", "c"),
  partitions: fc.integer({ min: 1, max: 40 }),
  profile: fc.integer({ min: 1, max: 1e6 }).map((rate) => steady(rate, 5)),
  dropAfterMs: fc.constant(null),
  messages: fc.boolean().map((keyed) => plainMessages(100, keyed)),
  acks: fc.constant("all" as const),
  idempotent: fc.constant(true),
  groups: fc.subarray([atTail("g"), { ...atTail("h"), bytesPerSecond: 12_000, lagSeconds: 3, history: 0.5 }]),
});
const topics = fc.uniqueArray(topic, { selector: (load) => load.topic, minLength: 1 });

const job = (loads: TopicLoad[], produce: number, consume: number): LoadJob => ({
  driver: "plimsoll",
  access: plaintext(["127.0.0.1:1"]),
  topics: loads,
  pipeline: defaultPipeline,
  threads: { produce, consume },
  warmupSeconds: 2,
  seconds: 3,
  settleSeconds: 0,
  drainSeconds: 0,
  seed: 1,
});

it("gives the threads the whole load: each rate in equal shares, each partition to one reader of each group", () => {
  fc.assert(
    fc.property(topics, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (loads, produce, consume) => {
      const threads = assign(job(loads, produce, consume));
      for (const tasks of threads) expect(new Set(tasks.map(({ role }) => role)).size).toBe(1);
      const tasks = threads.flat();
      const producers = tasks.filter((task) => task.role === "produce");
      expect(new Set(producers.map(({ producer }) => producer)).size).toBe(producers.length);
      for (const load of loads) {
        const mine = producers.filter((task) => task.topic === load.topic);
        expect(mine.reduce((sum, task) => sum + meanOf(task.profile), 0)).toBeCloseTo(meanOf(load.profile), 3);
        expect(mine.every(({ profile }) => durationOf(profile) === 5)).toBe(true);
        for (const group of ["g", "h"]) {
          const readers = tasks.flatMap((task) =>
            task.role === "consume" && task.topic === load.topic && task.group === group ? [task] : [],
          );
          const read = readers.flatMap((reader) => reader.read).sort((a, b) => a - b);
          const asked = load.groups.find((each) => each.group === group);
          expect(read).toEqual(asked ? Array.from({ length: load.partitions }, (_, p) => p) : []);
          const limit = readers.reduce((sum, { bytesPerSecond }) => sum + (bytesPerSecond ?? 0), 0);
          expect(limit).toBeCloseTo(asked?.bytesPerSecond ?? 0, 6);
        }
      }
    }),
  );
});

it("starts no thread that would have nothing to do", () => {
  const load: TopicLoad = {
    topic: "a",
    partitions: 1,
    profile: steady(1, 5),
    dropAfterMs: null,
    messages: plainMessages(100),
    acks: "1",
    idempotent: false,
    groups: [],
  };
  expect(assign(job([load], 2, 3))).toHaveLength(2);
});
