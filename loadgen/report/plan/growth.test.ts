import { expect, test } from "vitest";
import type { Plan } from "../../../sizing/plan.ts";
import type { Chart } from "../model/chart.ts";
import { plan } from "../plan-fixtures.ts";
import { growthBlocks } from "./growth.ts";

const limits = { disk: 0.85, cpu: 0.6 };
const reason = plan.explanation["clusters.main.metadata.nodes"]!;
const growing: Plan = {
  ...plan,
  growth: {
    from: "2026-11-01",
    crossings: [
      { name: "main-disk", cluster: "main", resource: "disk", afterDays: 500, date: "2028-03-15" },
      { name: "main-cpu", cluster: "main", resource: "cpu", afterDays: 1000, date: "2029-07-28" },
      { name: "main-partitions", cluster: "main", resource: "partitions", afterDays: null, date: "" },
    ],
  },
  explanation: {
    ...Object.fromEntries(
      Object.entries(limits).map(([resource, limit]) => [
        `clusters.main.utilisation.normal.${resource}`,
        { ...reason, inputs: { limit } },
      ]),
    ),
    "growth.crossings.main-disk.afterDays": { ...reason, inputs: { factor: 1.5, overSeconds: 86_400 * 365 } },
  },
};
const chartOf = (of: Plan): Chart | undefined =>
  growthBlocks(of).flatMap((block) => (block.kind === "chart" ? [block.chart] : []))[0];

test("a plan without growth has no part of it", () => {
  expect(growthBlocks(plan)).toEqual([]);
});

test("says how fast it grows, and what is passed first", () => {
  expect(growthBlocks(growing)[0]).toMatchObject({
    text: "Rates grow to 1.5 times in 365 days, compounded, from 2026-11-01. First passed: disk space of main, on 2028-03-15.",
  });
  expect(growthBlocks(growing).at(-1)).toMatchObject({ text: "Not passed in ten horizons: 1 other limit." });
});

test("each line goes from today's use after the loss to its limit on the day of the plan", () => {
  const chart = chartOf(growing)!;
  expect(chart.lines.map(({ name }) => name)).toEqual(["disk space", "CPU"]);
  for (const [at, [used, day]] of [
    [0.324 / 0.85, 500],
    [0.178 / 0.6, 1000],
  ].entries()) {
    const points = chart.lines[at]!.points.filter(([, y]) => y !== null);
    expect(points[0]).toEqual([0, expect.closeTo(used!, 9)]);
    const below = points.filter(([, y]) => y! < 1);
    const above = points.filter(([, y]) => y! > 1);
    expect(below.at(-1)![0]).toBeLessThan(day!);
    expect(above[0]![0]).toBeGreaterThan(day!);
    for (const [x, y] of points) expect(y).toBeCloseTo(used! * (1 / used!) ** (x / day!), 9);
  }
  expect(chart.deeds).toEqual([
    { x: 500, kind: "begin", text: "2028-03-15" },
    { x: 1000, kind: "begin", text: "2029-07-28" },
  ]);
});

test("limits that are not passed have no line, and without any there is no chart", () => {
  const never = growing.growth!.crossings.map((crossing) => ({ ...crossing, afterDays: null, date: "" }));
  const still = { ...growing, growth: { from: "today", crossings: never } };
  expect(chartOf(still)).toBeUndefined();
  expect(growthBlocks(still)[0]).toMatchObject({ text: expect.stringContaining("No limit is passed") });
});
