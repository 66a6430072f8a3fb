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

test("without a first day there are days but no dates", () => {
  const { from, crossings } = growthOf({}, { from: undefined });
  expect(from).toBe("today");
  expect(crossings[0]).toMatchObject({ date: "", afterDays: expect.any(Number) });
});
