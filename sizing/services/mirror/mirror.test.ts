import { describe, expect, test } from "vitest";
import { planOf, serviceOf, topic } from "../testing/sample.ts";

const link = (fields = {}) => ({
  name: "to-hub",
  rate: "100 MB/s",
  size: "1 kB",
  bandwidth: "2 Gb/s",
  roundTrip: "80 ms",
  ...fields,
});

describe("100 MB/s over 2 Gb/s with a round trip of 80 ms", () => {
  test("takes ten tasks with a window of 800 kB, and has 20 MB under way on a full line", () => {
    const [job] = serviceOf("mirror", { mirror: [link()] }).jobs;
    expect(job).toMatchObject({ tasks: 10, taskLimit: null, linkUtilisation: 0.4, catchUpSeconds: null });
    expect(job!.bandwidthDelayBytes).toBeCloseTo(20e6, 3);
    expect(job!.windowBytes).toBeCloseTo(800_000, 3);
    expect(job!.lagSeconds).toBeCloseTo(0.12, 12);
  });

  test("takes 123 tasks where a window is 64 KiB: each does 819,200 B/s", () => {
    expect(serviceOf("mirror", { mirror: [link({ window: "64 KiB" })] }).jobs[0]!.tasks).toBe(123);
  });

  test("catches up an hour with what is left of 80 % of the line", () => {
    // 360 GB within 2 h take 50 MB/s beside 100 MB/s: 15 tasks of 10 MB/s.
    const late = link({ backlog: { amount: "1 h", within: "2 h" } });
    expect(serviceOf("mirror", { mirror: [late] }).jobs[0]).toMatchObject({ tasks: 15, catchUpSeconds: 7200 });
  });

  test("cannot catch up so fast that the line is full", () => {
    const { refusals } = planOf({ mirror: [link({ backlog: { amount: "1 h", within: "30 min" } })] });
    expect(refusals).toMatchObject([
      { code: "PLM-MIRROR-011", resource: "bandwidth", needed: 300e6, available: 200e6 },
    ]);
    expect(refusals[0]!.remedy).toBe("to-hub: have a line of 3 Gb/s, or allow more time to catch up");
  });
});

test("80 % of a line carry as much, and not more", () => {
  const at = (rate: string) => planOf({ mirror: [link({ rate, bandwidth: "1 Gb/s" })] }).refusals;
  expect(at("100 MB/s")).toEqual([]);
  expect(at("101 MB/s")).toMatchObject([{ code: "PLM-MIRROR-011" }]);
});

test("a link of several topics carries their sum, in no more tasks than partitions", () => {
  const topics = [topic({ partitions: 4 }), topic({ name: "audit", bytesPerSecond: 10e6, partitions: 1 })];
  const both = { name: "both", topics: ["events", "audit"], bandwidth: "2 Gb/s", roundTrip: "1 ms" };
  expect(planOf({ mirror: [both] }, {}, topics).refusals).toMatchObject([
    { code: "PLM-MIRROR-010", resource: "tasks", needed: 6, available: 5 },
  ]);
  const faster = { ...both, perTask: "12 MB/s" };
  expect(serviceOf("mirror", { mirror: [faster] }, {}, topics).jobs[0]).toMatchObject({ tasks: 5, taskLimit: 5 });
});
