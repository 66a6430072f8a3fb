import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { fleetPlan, flume, nifi } from "../../loadgen/report/fleet-fixtures.ts";
import { plan, refusedPlan } from "../../loadgen/report/plan-fixtures.ts";
import type { Plan } from "../../sizing/index.ts";
import { plain } from "../terminal.ts";
import { type PlanViewOptions, renderPlan } from "./plan.ts";

const [cluster] = plan.clusters as [Plan["clusters"][0]];
const longName = "a-topic-whose-name-is-as-long-as-kafka-allows-".repeat(5);
const clearScreen = "\u001b[2J";
const longNames: Plan = {
  ...fleetPlan,
  name: `${longName}${clearScreen}`,
  clusters: fleetPlan.clusters.map((one, at) => ({
    ...one,
    name: `${longName}${at}${clearScreen}`,
    host: { ...one.host, offer: longName },
    topics: one.topics.map((topic) => ({ ...topic, name: `${longName}${topic.name}` })),
  })),
  cost: { ...fleetPlan.cost!, lines: [{ name: longName, perMonth: 12 }] },
  choice: { ...fleetPlan.choice!, offer: longName, frontier: [{ ...fleetPlan.choice!.frontier[0]!, name: longName }] },
  services: [
    { ...(nifi as Extract<typeof nifi, { kind: "nifi" }>), name: "nifi" },
    { ...(flume as Extract<typeof flume, { kind: "flume" }>), name: "flume" },
  ].map((service) => ({
    ...service,
    jobs: service.jobs.map((job) => ({ ...job, name: longName })),
  })) as Plan["services"],
  warnings: [longName, "a warning ".repeat(30)],
  refusals: [{ ...refusedPlan.refusals[0]!, remedy: `of 364 offers ${longName} comes nearest: lower it` }],
};
const huge = 9.87e20;
const hugeNumbers: Plan = {
  ...fleetPlan,
  clusters: fleetPlan.clusters.map((one) => ({
    ...one,
    brokers: 1e9,
    partitions: 1e12,
    topics: one.topics.map((topic) => ({
      ...topic,
      partitions: 1e12,
      messagesPerSecond: huge,
      retentionMs: null,
      retentionBytesPerPartition: huge,
    })),
    perBroker: { ...one.perBroker, networkInBytesPerSecond: huge, diskUsedBytes: huge, partitions: 1e12 },
    utilisation: { ...one.utilisation, degraded: { ...one.utilisation.degraded, disk: 98_765.4 } },
  })),
  totals: { ...fleetPlan.totals, messagesPerSecond: huge, storageBytes: huge, partitions: 1e15 },
  cost: { ...fleetPlan.cost!, perMonth: huge },
};

const render = (shown: Plan, options: Partial<PlanViewOptions> = {}) =>
  renderPlan(shown, { paint: plain, why: "main", ...options });

test.each([
  ["a plan", plan],
  ["a refused plan", refusedPlan],
  ["a plan of several clusters", fleetPlan],
  ["a plan of only a standby", { ...fleetPlan, clusters: [fleetPlan.clusters[2]!] }],
  ["a plan with long names", longNames],
  ["a plan with huge numbers", hugeNumbers],
])("%s stays within 80 columns", (_, shown) => {
  for (const why of ["main", "all"] as const)
    for (const show of ["main", "all"] as const) {
      const text = render(shown, { why, show });
      expect(text).not.toContain("\u001b");
      expect(text).not.toMatch(/NaN|Infinity|undefined|\n\n\n/);
      for (const line of text.split("\n")) {
        expect(line.length).toBeLessThanOrEqual(80);
        expect(line).toBe(line.trimEnd());
      }
    }
});

test.each([
  ["one cluster", plan],
  ["several clusters", fleetPlan],
])("a plan of %s reads as stored", async (name, shown) => {
  await expect(render(shown)).toMatchFileSnapshot(`golden/plan-of-${name.replaceAll(" ", "-")}.txt`);
});

test("shows every part of a plan", () => {
  const text = render(plan);
  for (const part of [
    "claro: planned. 5 brokers carry 485,000 msg/s (660 MB/s in)",
    "host        28 cores, 512 GiB, 10 Gb/s\n  disks       2 x 22 TB\n",
    "3 ZooKeeper nodes, heap of each 1 GiB",
    "660, with their copies 1,980 replicas",
    "network     in 396 MB/s, out 398 MB/s",
    "disk        5.7 TB used, writes 396 MB/s, reads 0 B/s",
    "page cache  12 GB at least; readers up to 30 s behind read from it",
    "topics.0.retention: 4 h; topics.0.replication: 3",
    "maxPartitionsPerCluster: 12000, by default 10000",
    "metadata.nodes = 3 nodes: 2 x failures to survive + 1",
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/network out +32 % +43 % +██████▒▒▒·+ +< bottleneck\n/);
  expect(text).toContain("does not tell the capacity: disk writes, disk\n  reads.");
  expect(text.match(/bottleneck$/gm)).toHaveLength(1);
});

test("several clusters have a row each, and the first of each role is shown in full unless --all", () => {
  const text = render(fleetPlan);
  expect(text).toMatch(/^ {2}fronting-2 +fronting +170 +4,761 +3 +network out 43 %$/m);
  expect(text).toMatch(/^ {2}standby-1 +standby +3 +0 +0 +memory 19 % \* +57$/m);
  expect(text.match(/^Cluster .+/gm)).toEqual([
    "Cluster fronting-1 (fronting), Kafka 3.9.2",
    "Cluster standby-1 (standby), Kafka 3.9.2",
    "Cluster consumer (consumer), Kafka 3.9.2",
  ]);
  expect(text).toContain("Not shown in full: 1 more of this role, fronting-2 (--all).");
  const all = render(fleetPlan, { show: "all" });
  expect(all.match(/^Cluster .+/gm)).toHaveLength(4);
  expect(all).not.toContain("--all)");
});

test("of many topics the twelve largest are shown, and --all shows the others", () => {
  const text = render(fleetPlan);
  // Rates rise with the number, so of 300 topics 299 to 288 are the largest.
  expect(text.match(/^ {2}events\.(299|288|287) /gm)).toEqual(["  events.299 ", "  events.288 "]);
  expect(text).toContain("and 288 more (--all)");
  expect(render(fleetPlan, { show: "all" }).match(/^ {2}events\.\d+ /gm)).toHaveLength(15 + 3 + 300);
});

test("what many topics have in common is said once", () => {
  const text = render(fleetPlan);
  expect(text).toContain("topics.*.replication: 2 (300 times)");
  expect(text.match(/^ {2}- events\.\d+: partitions is fixed/gm)).toHaveLength(12);
  expect(text).toContain("and 28 more (--all)");
});

test("traffic between zones is a line of the cost, with its share", () => {
  const text = render(fleetPlan);
  expect(text).toContain("Cost: 3,594,070 USD a month at prices of 2025-06-01");
  expect(text).toMatch(/^ {2}traffic between zones +3,442,675 +96 %$/m);
  expect(render(plan)).not.toContain("between zones");
});

test("a choice says what was considered, what it leaves, and what leaves more", () => {
  const text = render(fleetPlan);
  expect(text).toContain("The cheapest of 364 offers considered; 7 more without a price were left out.");
  expect(text).toMatch(/^ {2}i3en\.xlarge +4 +505 +150,467 +0\.2 % {2}< chosen$/m);
  const unpriced = {
    ...fleetPlan.choice!,
    unpriced: 364,
    frontier: [{ ...fleetPlan.choice!.frontier[0]!, perMonth: null }],
  };
  expect(render({ ...fleetPlan, cost: null, choice: unpriced })).toContain(
    "The fewest cores of 364 offers considered; none of them has a price.",
  );
});

test("services show their nodes, jobs and what a lost node takes with it", () => {
  const text = render(fleetPlan);
  expect(text).toMatch(/^NiFi: 5 nodes, of which 1 may be lost; the bottleneck is CPU at 55 % after their\nloss\.$/m);
  expect(text).toMatch(/^ {2}imei-tracking +3\.2 GB +640 MB +800 MB +150,000 +3,200,000 +30,000$/m);
  expect(text).toMatch(/^ {2}disk writes +120 MB\/s +- +-$/m);
  expect(text).toMatch(/^Flume: at least 2 nodes; the inventory has no hosts to size them on\.$/m);
  expect(text).toMatch(/^ {2}to-hdfs +10,000 +100 kB +260 GB$/m);
});

test("growth shows the limits in the order in which it passes them, with dates where the first day is told", () => {
  const text = render(fleetPlan);
  expect(text).toContain("Growth, from 2025-06-01\n");
  expect(text).toMatch(/^ {2}disk space +fronting-1 +200 days {2}2025-12-18$/m);
  expect(text).toContain("Not passed in ten horizons: 1 other limit.");
  const crossings = fleetPlan.growth!.crossings.map((crossing) => ({ ...crossing, date: "" }));
  const undated = render({ ...fleetPlan, growth: { from: "today", crossings } });
  expect(undated).toMatch(/^ {2}limit passed +cluster +after$/m);
  const never = crossings.map((crossing) => ({ ...crossing, afterDays: null }));
  expect(render({ ...fleetPlan, growth: { from: "today", crossings: never } })).toContain(
    "passes no limit of the plan.",
  );
});

test("a calibration shows what it measured beside the default", () => {
  expect(render(fleetPlan)).toMatch(
    /^Calibrated by lab, measured 2025-05-20\n.*\n.*\n {2}cpuPerMessage +0\.0000021 +0\.000003$/m,
  );
});

test("--why shows the inputs and the source of every number, of many those of what is shown", () => {
  const text = render(plan, { why: "all" });
  expect(text).toContain("ratePerPartitionBytesPerSecond = 1 MB/s");
  expect(text.match(/^ {2}source /gm)).toHaveLength(Object.keys(plan.explanation).length);
  // Three clusters, the largest topic of two of them, a line of the cost, NiFi's nodes.
  expect(render(fleetPlan, { why: "all" }).match(/^ {2}source /gm)).toHaveLength(3 + 2 + 1 + 1);
  expect(render(fleetPlan, { why: "all", show: "all" }).match(/^ {2}source /gm)).toHaveLength(
    Object.keys(fleetPlan.explanation).length,
  );
});

test("a refused plan says what is needed, what there is, and what to do", () => {
  expect(render(refusedPlan)).toMatch(
    /^claro: refused\.\n\nPLM-DISK-003 disk: 171 TB needed, 110 TB available\n {2}lower retention to 15 h 20 min or add 3 brokers\n/,
  );
});

test("colours go round words and do not move columns", () => {
  for (const shown of [plan, fleetPlan, refusedPlan]) {
    const coloured = render(shown, { paint: (_, text) => `\u001b[1m${text}\u001b[22m` });
    expect(coloured).toContain(`\u001b[1m${shown.verdict}\u001b[22m`);
    expect(stripVTControlCharacters(coloured)).toBe(render(shown));
  }
});

test("a name that is the same as the verdict keeps its colour", () => {
  const named = { ...plan, name: "planned", clusters: [{ ...cluster, name: "bottleneck" }] };
  const coloured = render(named, { paint: (format, text) => (format === "green" ? `<${text}>` : text) });
  expect(coloured).toMatch(/^planned: <planned>\./);
});
