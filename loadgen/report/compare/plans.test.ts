import { expect, test } from "vitest";
import type { Plan } from "../../../sizing/plan.ts";
import { fleetPlan } from "../fleet-fixtures.ts";
import { renderHtml } from "../html/page.ts";
import { plan, refusedPlan } from "../plan-fixtures.ts";
import { comparisonOfPlans } from "./plans.ts";

const [main] = plan.clusters;
const larger: Plan = {
  ...plan,
  clusters: [
    {
      ...main!,
      brokers: 7,
      partitions: 770,
      topics: [{ ...main!.topics[0]!, partitions: 770 }],
      utilisation: { ...main!.utilisation, degraded: { ...main!.utilisation.degraded, networkOut: 0.3 } },
      bottleneck: { resource: "networkIn", utilisation: 0.396, state: "degraded" },
    },
  ],
  totals: { ...plan.totals, brokers: 7, partitions: 770 },
  assumed: [{ key: "topics.0.retention", value: "8 h" }],
};
const written = (rate: string) => ({ workload: { name: "claro", topics: [{ name: "events", rate }] }, inventory: {} });
const beside = (now: Plan, other: Plan) =>
  comparisonOfPlans(
    { label: "now", value: { plan: now, written: written("485000 msg/s") } },
    { label: "then", value: { plan: other, written: written("500 k msg/s") } },
  );
const text = (now: Plan, other: Plan): string =>
  renderHtml(beside(now, other))
    .replace(/<style[\s\S]*<\/style>/, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("says which plan takes more, in the verdict, the totals and the clusters", () => {
  const page = text(plan, larger);
  expect(page).toContain("now takes 5 brokers, 2 fewer than then.");
  expect(page).toContain("that of then is network in at 40 % after the planned loss");
  expect(page).toContain("brokers 5 7 ▲ 29 % less, better");
  expect(text(larger, plan)).toContain("brokers 7 5 ▼ 40 % more, worse");
  expect(page).toContain("main: network-events, partitions 660 770 14 % less");
  expect(page).toContain("topics.0.retention 4 h 8 h different");
});

test("the inputs that differ come first; of a plan without its files it is said how to see them", () => {
  const [first] = beside(plan, larger).parts;
  expect(first).toMatchObject({ id: "changed", title: "Inputs that differ" });
  expect(text(plan, larger)).toContain("topics.events.rate 485000 msg/s 500 k msg/s");
  const [from, to] = [written("1 msg/s"), null].map((files) => ({
    label: files === null ? "plan.json" : "now",
    value: { plan, written: files },
  }));
  expect(JSON.stringify(comparisonOfPlans(from!, to!).parts[0])).toContain("plan.json is a plan without its files");
});

test("the gauges have both plans after the loss", () => {
  const gauges = beside(plan, larger)
    .parts.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "section" ? block.blocks : [block]))
    .flatMap((block) => (block.kind === "gauges" ? [block.gauges] : []));
  expect(gauges).toHaveLength(1);
  expect(gauges[0]?.states).toEqual(["now", "then"]);
  expect(gauges[0]?.gauges.find(({ name }) => name === "network out")).toMatchObject({
    uses: [0.431, 0.3],
    bottleneck: 0,
  });
});

test("a plan beside itself differs in nothing", () => {
  const page = text(fleetPlan, fleetPlan);
  expect(page).toContain("505 brokers, as many as then at the same cost");
  expect(page).not.toMatch(/better|worse|different/);
});

test("clusters and costs that only one has are named", () => {
  const page = text(fleetPlan, plan);
  expect(page).toContain("Only in now: fronting-1, fronting-2, standby-1, consumer.");
  expect(page).toContain("Only in then: main.");
  expect(page).toContain("all, USD 3,594,070 not known not comparable");
});

test("a refused plan beside one that holds says so, and why", () => {
  const page = text(refusedPlan, plan);
  expect(page).toContain("now cannot be carried, the other can.");
  expect(page).toContain("PLM-DISK-003");
  expect(text(refusedPlan, refusedPlan)).toContain("Neither can be carried");
});
