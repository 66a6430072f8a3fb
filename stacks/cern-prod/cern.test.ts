import { expect, test } from "vitest";
import { formatDuration } from "../../sizing/index.ts";
import { brokersOf, disksOf, missingFrom, percent, row } from "../testing/page.ts";
import { main, planOf, serviceOf, system } from "../testing/systems.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test.each(["cern-qa", "cern-prod", "cern-prod it-monitoring"])(
  "IT monitoring in %s has 50 topics, 10,000 messages/s at the peak, and 200 GB a day that are 4,000 a second",
  async (name) => {
    const { workload } = await system(name);
    const topics = workload.topics.filter((topic) => topic.name.startsWith("it-monitoring-"));
    expect(topics).toHaveLength(50);
    expect(sum(topics.map(({ rate }) => rate.value))).toBe(10_000);
    const days = topics.map(({ rate, size, day }) => (day.kind === "mean" ? day.mean : 0) * rate.value * size * 86_400);
    expect(sum(days)).toBeCloseTo(200e9, -3);
    expect(200e9 / 86_400 / topics[0]!.size).toBeCloseTo(4000, -1);
  },
);

test.each([
  ["IT monitoring", "it-monitoring"],
  ["the same over a weekend, 64 h", "it-monitoring-weekend"],
  ["CALS", "cals"],
  ["CALS, any two brokers lost", "cals-two-lost"],
  ["security", "security"],
  ["industrial control", "wincc"],
  ["post-mortem", "post-mortem"],
  ["all on one cluster", ""],
])("the page's table has what %s needs", async (tenant, variant) => {
  const cluster = main(await planOf(`cern-prod ${variant}`.trim()));
  const file = variant === "" ? "workload.yaml" : `workload.${variant}.yaml`;
  const cells = row(tenant, `\`${file}\``, brokersOf(cluster), cluster.partitions, disksOf(cluster));
  expect(await missingFrom("cern", [cells])).toEqual([]);
});

test("the page quotes CALS's mirror and the test service", async () => {
  const cals = await planOf("cern-prod cals");
  const [mirror] = serviceOf(cals, "mirror").service.jobs;
  const qa = main(await planOf("cern-qa"));
  const figures = [
    `${main(cals).partitions} partitions because no peak is given`,
    `cluster at ${percent(main(cals).utilisation.degraded.diskWrite)} or less`,
    `${mirror!.tasks} tasks, ${percent(mirror!.linkUtilisation)} of a line of 10 Gb/s, at least ${formatDuration(mirror!.lagSeconds)}`,
    `${brokersOf(qa)}, ${qa.partitions} partitions, ${disksOf(qa)}`,
  ];
  expect(await missingFrom("cern", figures)).toEqual([]);
});
