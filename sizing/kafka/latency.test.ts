import { describe, expect, test } from "vitest";
import { capacity } from "../capacity/reverse.ts";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const planned = (topic: object, rest: object = {}, hosts: object = {}) =>
  plan(workload({ ...topic }, { ...rest }), inventory({ ...hosts }));
const latencyOf = (topic: object, rest: object = {}, hosts: object = {}) =>
  planned(topic, rest, hosts).clusters[0]!.produceP99Seconds!;
const objectives = (produceP99: string, lose: object = { brokers: 1 }) => ({ objectives: { lose, produceP99 } });

// 100 MB/s of 1 kB messages in batches of 16 KiB, replication 3, on 6 brokers of 16 cores, 500 MB/s and 10 Gb/s.
describe("a batch of 16 KiB, by hand", () => {
  const batch = 16_384;
  const network = batch / 1.25e9;
  const disk = batch / 500e6;
  const leaderCpu = (108 + (batch / 1000) * 0.1) / 1e6 + (batch / 1e9) * 2.1;
  const followerCpu = (batch / 1e9) * (2.1 + 0.4);
  const cores = (0.01 + (100e6 / batch / 1e6) * 108 + 0.63 + 0.12) / 6;
  const [in_, out, writes, cpu] = [50 / 1250, 50 / 1250, 50 / 500, cores / 16].map((full) => 1 / (1 - full)) as [
    number,
    number,
    number,
    number,
  ];
  const atLeader = network * in_ + disk * writes + leaderCpu * cpu;
  const atFollower = network * out + network * in_ + disk * writes + followerCpu * cpu;

  test("acks 1: 5 ms of linger, 0.5 ms there and back, ln 100 times the leader's queues", () => {
    const found = latencyOf({ acks: 1 }, { objectives: {} });
    expect(found.normal).toBeCloseTo(0.005 + 0.0005 + Math.log(100) * atLeader, 9);
    expect(found.normal).toBeCloseTo(6.4e-3, 4);
  });

  test("acks all: the slower of two followers as well, 5.296 times its queues", () => {
    // 0.99 = (1 - e^-x)^2 for x = 5.296.
    const found = latencyOf({}, { objectives: {} });
    expect((1 - Math.exp(-5.2958)) ** 2).toBeCloseTo(0.99, 6);
    expect(found.normal).toBeCloseTo(0.005 + 2 * 0.0005 + Math.log(100) * atLeader + 5.2958 * atFollower, 7);
    expect(found.degraded).toBe(found.normal);
  });

  test("in several racks each of the two round trips takes 2 ms instead of 0.5", () => {
    const [one, three] = [undefined, 3].map((racks) => latencyOf({}, { objectives: {} }, { racks }).normal);
    expect(three! - one!).toBeCloseTo(2 * 0.0015, 12);
  });
});

test("queues are longer with a broker lost", () => {
  const { normal, degraded } = latencyOf({ rate: "600 MB/s", retention: "1 h" });
  expect(degraded).toBeGreaterThan(normal);
});

test("larger batches take longer, disks of unknown speed are not counted", () => {
  expect(latencyOf({ batch: "1 MiB" }).normal).toBeGreaterThan(latencyOf({}).normal);
  const untold = latencyOf({}, {}, { disks: [{ size: "10 TB", count: 1 }] });
  expect(untold.normal).toBeLessThan(latencyOf({}).normal);
});

test("a producer that does not wait has none", () => {
  expect(planned({ acks: 0, minInsync: 1 }).clusters[0]).not.toHaveProperty("produceP99Seconds");
});

test("the reason names the slowest topic and every part of the way", () => {
  const reason = planned({}).explanation["clusters.main.produceP99Seconds.degraded"];
  expect(reason).toMatchObject({
    unit: "s",
    rule: "produceP99",
    inputs: { topic: "events", lingerSeconds: 0.005, roundTripSeconds: 0.0005, followers: 2, networkIn: 60 / 1250 },
  });
  expect(reason?.source).toContain("an estimate");
});

describe("an objective", () => {
  test("above the estimate is planned, and the plan says that it is an estimate", () => {
    const { verdict, warnings } = planned({}, objectives("8 ms"));
    expect(verdict).toBe("planned");
    expect(warnings).toContain("objectives.produceP99 (8 ms) is judged by an estimate; a proof measures the latency");
  });

  test("below it is refused with what brings it down", () => {
    const [refusal, ...others] = planned({}, objectives("7 ms")).refusals;
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({
      code: "PLM-LATENCY-001",
      resource: "produceP99",
      available: 0.007,
      unit: "s",
      remedy: "set acks to 1, which loses messages with a leader, or set objectives.produceP99 to 7.5 ms or more",
    });
    expect(refusal?.needed).toBeCloseTo(0.00746, 5);
  });

  test("that zones spoil is kept in one", () => {
    const { refusals } = planned({}, objectives("9 ms"), { racks: 3 });
    expect(refusals.map(({ remedy }) => remedy)).toEqual([
      "set acks to 1, which loses messages with a leader, or keep the brokers in one zone, or set objectives.produceP99 to 11 ms or more",
    ]);
  });

  // 1 MiB at 62.5 % of disks of 100 MB/s takes 10.5 ms x 2.67 at each of two brokers in turn; fewer on each are faster.
  const busy = { batch: "1 MiB", retention: "1 h", rate: "100 MB/s" };
  const slow = { disks: [{ size: "10 TB", count: 1, write: "100 MB/s", read: "100 MB/s" }] };
  test("is reached by more brokers, which a search finds and a refusal names", () => {
    const open = planned(busy, objectives("160 ms"), { ...slow, count: undefined });
    expect(open.verdict).toBe("planned");
    expect(open.totals.brokers).toBeGreaterThan(planned(busy, {}, { ...slow, count: undefined }).totals.brokers);
    expect(open.clusters[0]!.produceP99Seconds!.degraded).toBeLessThanOrEqual(0.16);
    const { refusals } = planned(busy, objectives("160 ms"), { ...slow, count: open.totals.brokers - 1 });
    expect(refusals[0]?.remedy).toContain(`have ${open.totals.brokers} brokers`);
  });

  test("binds the capacity", () => {
    const { steps } = capacity(workload(busy, objectives("160 ms")), inventory({ ...slow, count: 12 }), 0);
    const { load } = steps[0]!;
    expect(load.objectivesKept).toMatchObject({
      outcome: "bounded",
      binding: { code: "PLM-LATENCY-001", resource: "produceP99", state: "degraded" },
    });
    expect(load.objectivesKept.times).toBeLessThan(load.normal.times!);
  });
});
