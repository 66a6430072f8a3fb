import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const yearly = { factor: 2, over: "365 days", horizon: "2 years", from: "2026-01-01" };
const growthOf = (topic: object, growth: object) =>
  plan(workload({ ...topic }, { growth: { ...yearly, ...growth } }), inventory()).growth!;

describe("when growth passes the plan", () => {
  const { from, crossings } = growthOf({}, {});
  const of = (resource: string) => crossings.find((crossing) => crossing.resource === resource)!;

  test("the network of 1 Gb/s x 10 is passed when 60 MB/s on each of five survivors have become 1 GB/s", () => {
    // 1 GB/s / 60 MB/s = 16.67 times; log2 of it is 4.0589 years of 365 days: day 1481.5, so it is beyond on 1482.
    expect(from).toBe("2026-01-01");
    expect(of("networkIn")).toMatchObject({ cluster: "main", afterDays: 1482, date: "2030-01-22" });
  });

  test("the disks, which keep 10.8 TB and segments of 1 GiB, are passed before that", () => {
    // Each of 5 survivors may fill 8.5 TB; 306 replicas and their segments grow with the rates.
    expect(of("disk").afterDays).toBeLessThan(1482);
    const partitionsAfter = (days: number) => Math.ceil((100 * 2 ** (days / 365)) / 6) * 6;
    const used = (days: number) => (10.8e12 * 2 ** (days / 365) + partitionsAfter(days) * 3 * 2 ** 30) / 5;
    const day = of("disk").afterDays!;
    expect(used(day)).toBeGreaterThan(8.5e12);
    expect(used(day - 1)).toBeLessThanOrEqual(8.5e12);
  });

  test("the course of a limit begins at today's use, rises, and meets the limit on the day that is told", () => {
    const passed = crossings.filter(({ afterDays }) => afterDays !== null);
    expect(passed.length).toBeGreaterThan(3);
    for (const { resource, afterDays, course } of passed) {
      const points = Object.entries(course).map(([day, used]) => [Number(day), used] as const);
      expect(points[0]![0]).toBe(0);
      expect(points.at(-1)![0]).toBe(afterDays);
      expect(points.at(-1)![1], resource).toBeGreaterThan(1);
      for (const [day, used] of points.slice(0, -1)) {
        expect(day).toBeLessThan(afterDays!);
        expect(used, `${resource} on day ${day}`).toBeLessThanOrEqual(1 + 1e-9);
      }
      const uses = points.map(([, used]) => used);
      expect(uses).toEqual(uses.toSorted((a, b) => a - b));
    }
    expect(crossings.filter(({ afterDays }) => afterDays === null).every(({ course }) => !("0" in course))).toBe(true);
  });

  test("a point is what the plan of that day's rates says", () => {
    // 60 MB/s on each of five survivors, of 80 % of 1.25 GB/s; twice that after a year.
    expect(of("networkIn").course).toMatchObject({ 0: expect.closeTo(0.06, 9), 365: expect.closeTo(0.12, 9) });
    const year = plan(workload({ rate: "200 MB/s" }), inventory()).clusters[0]!;
    expect(of("cpu").course["365"]).toBeCloseTo(year.utilisation.degraded.cpu! / 0.6, 9);
  });

  test("what is passed first comes first, and what growth does not reach comes last, without a day", () => {
    const days = crossings.map(({ afterDays }) => afterDays ?? Number.POSITIVE_INFINITY);
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(
      growthOf({}, { factor: 1 }).crossings.every(({ afterDays, date }) => afterDays === null && date === ""),
    ).toBe(true);
  });
});

test("a keyed topic keeps its partitions while it grows", () => {
  // Planned for the horizon of 2 years: 400 MB/s, 402 partitions; replicas stay at 402 x 3 / 5 = 241 of 4,000.
  const { crossings } = growthOf({ keyed: true }, {});
  expect(crossings.find(({ resource }) => resource === "replicas")?.afterDays).toBeNull();
});

test("growth begins at what the plan says of today, with several log directories as well", () => {
  const grown = plan(
    workload({ keyed: true }, { growth: yearly }),
    inventory({ disks: [{ size: "2.5 TB", count: 4, write: "500 MB/s", read: "500 MB/s" }] }),
  );
  const today = grown.clusters[0]!.utilisation.degraded.disk!;
  const days = 365 * Math.log2(0.85 / today);
  const found = grown.growth!.crossings.find(({ resource }) => resource === "disk")!.afterDays!;
  // Segments do not grow: less than a hundredth of what a replica has here.
  expect(found / days).toBeGreaterThan(1);
  expect(found / days).toBeLessThan(1.1);
});

test("without a first day there are days but no dates", () => {
  const { from, crossings } = growthOf({}, { from: undefined });
  expect(from).toBe("today");
  expect(crossings[0]).toMatchObject({ date: "", afterDays: expect.any(Number) });
});
