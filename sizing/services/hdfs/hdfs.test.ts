import { expect, test } from "vitest";
import { hosts, planOf, serviceOf, topic } from "../testing/sample.ts";

const disks = [{ size: "8 TB", count: 12 }];

test("2.5 TB a day for a year in three replicas are 2,737.5 TB, on 40 nodes of 96 TB", () => {
  const flow = { name: "csv", rate: "2.5 TB/day", size: "500 B", keep: "1 year" };
  const { jobs, fleet } = serviceOf("hdfs", { hdfs: [flow] }, { hdfs: hosts({ disks }) });
  expect(jobs[0]!.spaceBytes).toBeCloseTo(2.7375e15, -3);
  // 75 % of 96 TB are 72 TB: 39 nodes hold it, and one may be lost.
  expect(fleet).toMatchObject({ nodes: 40, bottleneck: { resource: "disk", state: "degraded" } });
});

test("space counts the average, writing counts the peak, both with what is stored of a byte", () => {
  const flow = { name: "csv", topic: "events", keep: "10 days", ratio: 0.2, replication: 2 };
  const { jobs, fleet } = serviceOf("hdfs", { hdfs: [flow] });
  expect(jobs[0]!.spaceBytes).toBeCloseTo(25e6 * 0.2 * 864_000 * 2, 0);
  expect(jobs[0]!.writtenBytesPerSecond).toBeCloseTo(50e6 * 0.2 * 2, 3);
  const out = fleet.resources.find(({ name }) => name === "networkOut");
  expect(out!.total).toBeCloseTo(50e6 * 0.2, 3);
});

test("there are as many nodes left as replicas, even for little data", () => {
  const flow = { name: "little", rate: "1 kB/s", size: "100 B", keep: "1 day" };
  expect(serviceOf("hdfs", { hdfs: [flow] }, { hdfs: hosts({ disks }) }).fleet).toMatchObject({ nodes: 4 });
  const most = [
    { ...flow, name: "twice", replication: 2 },
    { ...flow, name: "five", replication: 5 },
  ];
  expect(serviceOf("hdfs", { hdfs: most }, { hdfs: hosts({ disks }) }).fleet).toMatchObject({ nodes: 6 });
  expect(serviceOf("hdfs", { hdfs: [flow] }).fleet).toMatchObject({ hosts: "unknown", leastNodes: 4 });
});

test("a block is 1,000 B of the NameNode's heap, and so is a small file", () => {
  const flow = (file?: string) => ({ name: "csv", topic: "events", keep: "1 day", file });
  const kept = 25e6 * 86_400;
  const [blocks] = serviceOf("hdfs", { hdfs: [flow()] }).jobs;
  expect(blocks!.namenodeHeapBytes).toBeCloseTo((kept / 2 ** 27) * 1000, 3);
  const { services, warnings } = planOf({ hdfs: [flow("20 kB")] }, {}, [topic()]);
  expect(services[0]).toMatchObject({ jobs: [{ blocks: kept / 20_000 }] });
  expect(warnings).toEqual(["csv: files of 20 kB take 108 GB of the NameNode's heap; merge them into blocks"]);
});
