import fc from "fast-check";
import { expect, it } from "vitest";
import { plaintext } from "../access.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { Schedule } from "../load/schedule.ts";
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

/** Topics of a message a second, which nobody reads. */
const slow = (topics: number): TopicLoad[] =>
  Array.from({ length: topics }, (_, i) => ({
    topic: `t${i}`,
    partitions: 1,
    profile: steady(1, 5),
    dropAfterMs: null,
    messages: plainMessages(100),
    acks: "1",
    idempotent: false,
    groups: [],
  }));

it("gives the threads the whole load: each message to one producer, each partition to one reader of each group", () => {
  fc.assert(
    fc.property(topics, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), (loads, produce, consume) => {
      const threads = assign(job(loads, produce, consume));
      for (const tasks of threads) expect(new Set(tasks.map(({ role }) => role)).size).toBe(1);
      const tasks = threads.flat();
      const producers = tasks.filter((task) => task.role === "produce");
      expect(new Set(producers.map(({ producer }) => producer)).size).toBe(producers.length);
      for (const load of loads) {
        const mine = producers.filter((task) => task.topic === load.topic);
        const totals = mine.map(({ profile, part }) => new Schedule(profile, part).total);
        expect(totals.reduce((sum, total) => sum + total, 0)).toBe(new Schedule(load.profile).total);
        expect(Math.max(...totals) - Math.min(...totals)).toBeLessThanOrEqual(1);
        expect(mine.map(({ part }) => part.first).sort()).toEqual(mine.keys().toArray());
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

it("gives every thread some of the messages of many slow topics that are due at the same time", () => {
  const threads = assign(job(slow(200), 4, 0));
  const due = threads.map((tasks) =>
    tasks.reduce((sum, task) => {
      if (task.role !== "produce") return sum;
      const schedule = new Schedule(task.profile, task.part);
      schedule.start(0);
      return sum + schedule.dueCount(2.5e6);
    }, 0),
  );
  // At 0, 1 and 2 s of each topic.
  expect(due).toEqual([150, 150, 150, 150]);
});

it("refuses more producers than messages can tell apart", () => {
  expect(() => assign(job(slow(257), 256, 0))).toThrow(
    expect.objectContaining({
      kind: "input",
      code: "PLM-LOAD-034",
      message: "257 topics and 256 threads that produce make 65,792 producers; messages can tell 65,536 apart",
      remedy: "load 256 topics at a time, or with fewer agents",
    }),
  );
  const numbers = assign(job(slow(256), 256, 0)).flatMap((tasks) =>
    tasks.flatMap((task) => (task.role === "produce" ? task.producer : [])),
  );
  expect(Math.max(...numbers)).toBe(0xffff);
});

it("starts no thread that would have nothing to do", () => {
  expect(assign(job(slow(1), 2, 3))).toHaveLength(2);
});
