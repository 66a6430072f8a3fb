import { expect, test } from "vitest";
import { fleetPlan } from "./fleet-fixtures.ts";
import { plan } from "./plan-fixtures.ts";
import { planSection } from "./plan-section.ts";

const text = (shown: typeof plan): string =>
  planSection(shown)
    .text.replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("several clusters have a table of their own, with roles and what a standby grows to", () => {
  expect(text(fleetPlan)).toContain("standby-1 standby 3 57 0 0 memory, 19 %");
  expect(text(plan)).not.toContain("grows to");
});

test("shows the host, its disks and how far back the page cache reaches", () => {
  const page = text(fleetPlan);
  expect(page).toContain("host i3en.xlarge: 2 cores, 32 GiB, 4.2 Gb/s");
  expect(page).toContain("disks 2 x 2.5 TB nvme, 333 MB/s written and 65,000 IOPS each");
  expect(text(plan)).toContain("page cache reaches back 30 s");
});

test("shows the cost by line and the frontier of the choice", () => {
  const page = text(fleetPlan);
  expect(page).toContain(
    "Cost: 3,594,070 USD a month At prices of 2025-06-01. Traffic between zones is a line of its own",
  );
  expect(page).toContain("traffic between zones 3,442,675 96 %");
  expect(page).toContain("m6in.4xlarge+st1 2 96 164,882 5.3 %");
});

test("shows each service with its jobs", () => {
  const page = text(fleetPlan);
  expect(page).toContain("NiFi 5 nodes, of which 1 may be lost; the bottleneck is CPU at 55 % after their loss.");
  expect(page).toContain("to-hdfs 10,000 100 kB 260 GB");
});

test("names of users are text", () => {
  const evil = `"><script>alert('x')</script>`;
  const [nifi] = fleetPlan.services as [Extract<(typeof fleetPlan.services)[number], { kind: "nifi" }>];
  const page = planSection({
    ...fleetPlan,
    cost: { ...fleetPlan.cost!, lines: [{ name: evil, perMonth: 1 }] },
    choice: { ...fleetPlan.choice!, offer: evil },
    services: [{ ...nifi, jobs: [{ ...nifi.jobs[0]!, name: evil }] }],
  }).text;
  expect(page).not.toContain("<script");
});
