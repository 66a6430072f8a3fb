import { expect, test } from "vitest";
import { fleetPlan } from "../../loadgen/report/fleet-fixtures.ts";
import { plan, refusedPlan } from "../../loadgen/report/plan-fixtures.ts";
import { plain } from "../terminal.ts";
import { renderReasonList } from "./reason-list.ts";

const keysIn = (text: string): string[] => text.split("\n").flatMap((line) => line.match(/^[a-z]+\.\S+/)?.[0] ?? []);

test("lists every key of a small plan with its value", () => {
  const text = renderReasonList(plan, plain, "main");
  expect(keysIn(text)).toEqual(Object.keys(plan.explanation));
  expect(text).toMatch(/^clusters\.main\.metadata\.nodes +3 nodes$/m);
  expect(text).toContain("plimsoll explain DIR KEY");
  expect(text).not.toContain("--all");
});

test("of a large plan lists the first cluster of each role and its largest topic, and --all lists the others", () => {
  const text = renderReasonList(fleetPlan, plain, "main");
  expect(keysIn(text)).toEqual([
    "clusters.fronting-1.brokers",
    "clusters.fronting-1.topics.events.14.partitions",
    "clusters.standby-1.brokers",
    "clusters.consumer.brokers",
    "clusters.consumer.topics.events.299.partitions",
    "cost.lines.hosts.perMonth",
    "services.nifi.fleet.nodes",
  ]);
  expect(text).toContain("These are 7 of 324 numbers");
  expect(keysIn(renderReasonList(fleetPlan, plain, "all"))).toHaveLength(324);
});

test("leaves the points of a growth curve to --all", () => {
  const reason = Object.values(plan.explanation)[0]!;
  const told = "growth.crossings.main-disk.afterDays";
  const point = "growth.crossings.main-disk.course.91";
  const grown = { ...plan, explanation: { [told]: reason, [point]: reason } };
  expect(keysIn(renderReasonList(grown, plain, "main"))).toEqual([told]);
  expect(keysIn(renderReasonList(grown, plain, "all"))).toEqual([told, point]);
});

test("keeps to 80 columns where a key does not", () => {
  const [name, reason] = Object.entries(plan.explanation)[0]!;
  const long = {
    [`clusters.main.topics.${"t".repeat(249)}.partitions`]: reason,
    [name]: { ...reason, value: "x".repeat(90) },
  };
  for (const line of renderReasonList({ ...plan, explanation: long }, plain, "main").split("\n"))
    expect(line.length).toBeLessThanOrEqual(80);
});

test("a refused plan has nothing to explain", () => {
  expect(renderReasonList(refusedPlan, plain, "main")).toBe(
    "The plan was refused, so there is no number to explain.\n",
  );
});
