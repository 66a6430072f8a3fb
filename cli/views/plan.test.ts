import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { plan, refusedPlan } from "../../loadgen/report/plan-fixtures.ts";
import type { Plan } from "../../sizing/index.ts";
import { plain } from "../terminal.ts";
import { renderPlan } from "./plan.ts";

const [cluster] = plan.clusters as [Plan["clusters"][0]];
const longName = "a-topic-whose-name-is-as-long-as-kafka-allows-".repeat(5);
const full: Plan = {
  ...plan,
  clusters: [
    {
      ...cluster,
      name: "fronting",
      topics: [{ ...cluster.topics[0]!, name: longName, messagesPerSecond: 88e6, partitions: 10_000 }],
    },
    { ...cluster, name: longName, metadata: { ...cluster.metadata, mode: "kraft" } },
  ],
  totals: { ...plan.totals, clusters: 2 },
  cost: { currency: "USD", perMonth: 12_345, lines: [], pricesAsOf: "2025-01-01" },
  warnings: [longName, "a warning ".repeat(30)],
};

test.each([
  ["a plan", plan],
  ["a refused plan", refusedPlan],
  ["a plan with long names and two clusters", full],
])("%s stays within 80 columns", (_, shown) => {
  for (const why of ["main", "all"] as const)
    for (const line of renderPlan(shown, { paint: plain, why }).split("\n")) {
      expect(line.length).toBeLessThanOrEqual(80);
      expect(line).toBe(line.trimEnd());
    }
});

test("shows every part of a plan", () => {
  const text = renderPlan(plan, { paint: plain, why: "main" });
  for (const part of [
    "claro: planned. 5 brokers carry 485,000 msg/s (660 MB/s in)",
    "3 ZooKeeper nodes, heap of each 1 GiB",
    "660, with their copies 1,980 replicas",
    "network     in 396 MB/s, out 398 MB/s",
    "disk        5.7 TB used, writes 396 MB/s, reads 0 B/s",
    "memory      heap 6 GiB, page cache 12 GB",
    "topics.0.retention: 4 h; topics.0.replication: 3",
    "maxPartitionsPerCluster: 12000, by default 10000",
    "metadata.nodes = 3 nodes: 2 x failures to survive + 1",
  ])
    expect(text).toContain(part);
  expect(text).toMatch(/network out +32 % +█████·+ +43 % +███████·+ +< bottleneck\n/);
  expect(text).toMatch(/disk writes +- +-\n/);
  expect(text.match(/bottleneck$/gm)).toHaveLength(1);
});

test("--why shows the inputs and the source of every number", () => {
  const text = renderPlan(plan, { paint: plain, why: "all" });
  expect(text).toContain("ratePerPartitionBytesPerSecond = 1000000");
  expect(text.match(/^ {2}source /gm)).toHaveLength(Object.keys(plan.explanation).length);
});

test("a refused plan says what is needed, what there is, and what to do", () => {
  expect(renderPlan(refusedPlan, { paint: plain, why: "main" })).toMatch(
    /^claro: refused\.\n\nPLM-DISK-003 disk: 171 TB needed, 110 TB available\n {2}lower retention to 15 h 20 min or add 3 brokers\n/,
  );
});

test("colours go round words and do not move columns", () => {
  const coloured = renderPlan(plan, { paint: (_, text) => `\u001b[1m${text}\u001b[22m`, why: "main" });
  expect(coloured).toContain("\u001b[1mplanned\u001b[22m");
  expect(stripVTControlCharacters(coloured)).toBe(renderPlan(plan, { paint: plain, why: "main" }));
});
