import { expect, test } from "vitest";
import type { Plan } from "../../../sizing/plan.ts";
import type { Chart } from "../model/chart.ts";
import { plan } from "../plan-fixtures.ts";
import { growthBlocks } from "./growth.ts";

const ofDisk = { 0: 0.381, 250: 0.617, 499: 0.998, 500: 1.001 };
const ofCpu = { 0: 0.3, 250: 0.4, 500: 0.55, 999: 0.9995, 1000: 1.0005 };
const reason = plan.explanation["clusters.main.metadata.nodes"]!;
const growing: Plan = {
  ...plan,
  growth: {
    from: "2026-11-01",
    crossings: [
      { name: "main-disk", cluster: "main", resource: "disk", afterDays: 500, date: "2028-03-15", course: ofDisk },
      { name: "main-cpu", cluster: "main", resource: "cpu", afterDays: 1000, date: "2029-07-28", course: ofCpu },
      { name: "main-partitions", cluster: "main", resource: "partitions", afterDays: null, date: "", course: {} },
    ],
  },
  explanation: {
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

test("each line is the planner's own points, from today to the day on which the limit is passed", () => {
  const chart = chartOf(growing)!;
  expect(chart.lines.map(({ name, points }) => [name, points])).toEqual([
    ["disk space", Object.entries(ofDisk).map(([day, used]) => [Number(day), used])],
    ["CPU", Object.entries(ofCpu).map(([day, used]) => [Number(day), used])],
  ]);
  expect(chart.limit).toMatchObject({ y: 1 });
  expect(chart.deeds).toEqual([
    { x: 500, kind: "begin", text: "2028-03-15" },
    { x: 1000, kind: "begin", text: "2029-07-28" },
  ]);
  expect(chart.alt).toContain("CPU from 30 % of its limit, passed on 2029-07-28");
});

test("a limit that is passed today is in the table and has no line", () => {
  const [disk, cpu] = growing.growth!.crossings;
  const today = { ...disk!, afterDays: 0, course: { 0: 1.2 } };
  const now: Plan = { ...growing, growth: { from: "2026-11-01", crossings: [today, cpu!] } };
  expect(chartOf(now)!.lines.map(({ name }) => name)).toEqual(["CPU"]);
  expect(JSON.stringify(growthBlocks(now))).toContain("120 %");
});

test("limits that are not passed have no line, and without any there is no chart", () => {
  const never = growing.growth!.crossings.map((crossing) => ({ ...crossing, afterDays: null, date: "", course: {} }));
  const still = { ...growing, growth: { from: "today", crossings: never } };
  expect(chartOf(still)).toBeUndefined();
  expect(growthBlocks(still)[0]).toMatchObject({ text: expect.stringContaining("No limit is passed") });
});
