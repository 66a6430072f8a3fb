import { expect, test } from "vitest";
import type { Plan } from "../../../sizing/plan.ts";
import { fleetPlan } from "../fleet-fixtures.ts";
import { blocksMarkup } from "../html/blocks.ts";
import { plan } from "../plan-fixtures.ts";
import { planParts } from "./part.ts";

const markup = (shown: Plan): string =>
  planParts(shown)
    .map(({ title, blocks }) => `${title} ${blocksMarkup(blocks, 3).text}`)
    .join(" ");
const text = (shown: Plan): string =>
  markup(shown)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("several clusters have a table of their own, with roles and what a standby grows to", () => {
  expect(text(fleetPlan)).toContain("standby-1 standby 3 57 0 0 memory at 19 %");
  expect(text(plan)).not.toContain("grows to");
});

test("shows the host, its disks and how far back the page cache reaches", () => {
  const page = text(fleetPlan);
  expect(page).toContain("host i3en.xlarge: 2 cores, 32 GiB, 4.2 Gb/s");
  expect(page).toContain("disks 2 x 2.5 TB nvme, 333 MB/s written and 65,000 IOPS each");
  expect(text(plan)).toContain("page cache reaches back 30 s");
});

test("a rate before compression is called so, as the cluster takes less", () => {
  const withCodec = (compression: string): Plan => ({
    ...plan,
    clusters: plan.clusters.map((cluster) => ({
      ...cluster,
      topics: cluster.topics.map((topic) => ({ ...topic, compression })),
    })),
  });
  expect(text(withCodec("lz4"))).toContain("acks rate uncompressed keeps");
  expect(text(withCodec("none"))).toContain("acks rate in keeps");
});

test("shows the cost by line and the frontier of the choice", () => {
  const page = text(fleetPlan);
  expect(page).toContain("3,594,070 USD a month at prices of 2025-06-01. Traffic between zones is a line of its own");
  expect(page).toContain("traffic between zones 3,442,675 96 %");
  expect(page).toContain("m6in.4xlarge+st1 2 96 164,882 5.3 %");
});

test("shows each service with its jobs", () => {
  const page = text(fleetPlan);
  expect(page).toContain("NiFi 5 nodes, of which 1 may be lost; the bottleneck is CPU at 55 % after their loss.");
  expect(page).toContain("to-hdfs 10,000 100 kB 260 GB");
});

test("shows what was assumed, measured and set otherwise", () => {
  expect(text(plan)).toContain("Assumed (2)");
  expect(text(plan)).toContain("maxPartitionsPerCluster 12,000 10,000");
  expect(text(fleetPlan)).toContain("cpuPerMessage 0.0000021 0.000003");
});

test("the brokers stand in their racks, each in one", () => {
  const racks = planParts(plan)
    .flatMap(({ blocks }) => blocks)
    .filter((block) => block.kind === "racks")
    .map((block) => block.racks);
  expect(racks[0]?.racks).toEqual([
    { name: "r1", brokers: [1, 4] },
    { name: "r2", brokers: [2, 5] },
    { name: "r3", brokers: [3] },
  ]);
});

test("clusters that are like an earlier one of their role are folded", () => {
  const page = markup(fleetPlan);
  expect(page).toContain("<h3>Cluster fronting-1</h3>");
  expect(page).toContain("<summary>Cluster fronting-2</summary>");
});

test("every reason is there; of a plan with thousands those of like clusters and topics are counted", () => {
  for (const key of Object.keys(plan.explanation)) expect(text(plan)).toContain(key);
  const many = Object.fromEntries(
    fleetPlan.clusters.flatMap(({ name, topics }) =>
      topics.flatMap(({ name: topic }) =>
        ["rate", "partitions", "replicas", "segment"].map((number) => [
          `clusters.${name}.topics.${topic}.${number}`,
          plan.explanation["clusters.main.metadata.nodes"]!,
        ]),
      ),
    ),
  );
  const page = text({ ...fleetPlan, explanation: many });
  // Of 318 topics the three largest of fronting-1 and of consumer, four numbers each.
  expect(page).toContain("The reason for each number (24)");
  expect(page).toContain("1,248 more");
  expect(page).toContain("clusters.consumer.topics.events.299.rate");
  expect(page).not.toContain("clusters.fronting-2.topics");
});

test("names of users are text", () => {
  const evil = `"><script>alert('x')</script>`;
  const [nifi] = fleetPlan.services as [Extract<(typeof fleetPlan.services)[number], { kind: "nifi" }>];
  const page = markup({
    ...fleetPlan,
    clusters: fleetPlan.clusters.map((cluster) => ({
      ...cluster,
      racks: [evil, "r2"],
      name: `${evil}${cluster.name}`,
    })),
    cost: { ...fleetPlan.cost!, lines: [{ name: evil, perMonth: 1 }] },
    choice: { ...fleetPlan.choice!, offer: evil },
    services: [{ ...nifi, jobs: [{ ...nifi.jobs[0]!, name: evil }] }],
  });
  expect(page).not.toContain("<script");
});
