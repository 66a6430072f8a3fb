import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";
import { remainder } from "./log-dirs.ts";

const GiB = 2 ** 30;
const disks = (count: number, more: object = {}) => ({
  disks: [{ size: "10 TB", count, write: "500 MB/s", read: "500 MB/s", ...more }],
});
const planned = (topic: object, hosts: object, rest: object = {}) =>
  plan(workload({ ...topic }, { ...rest }), inventory({ ...hosts }));
const clusterOf = (topic: object, hosts: object, rest: object = {}) => planned(topic, hosts, rest).clusters[0]!;

test.each([
  [12, 4, 0],
  [13, 4, 0.75],
  [3, 4, 0.25],
  [0, 4, 0],
])("%d replicas on %d directories leave the fullest %d of a replica above the mean", (replicas, directories, more) => {
  expect(remainder(replicas, directories)).toBe(more);
});

// 100 MB/s, 10 h, replication 3 on six brokers. A partition keeps 3.6 TB / count and a segment of 1 GiB.
describe("fixed partitions, dealt to the disks", () => {
  test("12 leaders and their followers are 6 replicas a broker: 2 on each of 3 disks, or one disk of 4 has 2", () => {
    const replica = 3.6e12 / 12 + GiB;
    const [three, four] = [3, 4].map((count) => clusterOf({ partitions: 12 }, disks(count)).utilisation.normal);
    expect(three?.disk).toBeCloseTo((2 * replica) / 10e12, 9);
    expect(four?.disk).toBeCloseTo((2 * replica) / 10e12, 9);
    expect(four?.diskWrite).toBeCloseTo((2 * 100e6) / 12 / 500e6, 9);
  });

  test("the same six lie evenly on an array of 4", () => {
    const { utilisation } = clusterOf({ partitions: 12 }, disks(4, { raid: 0 }));
    expect(utilisation.normal.disk).toBeCloseTo((1.5 * (3.6e12 / 12 + GiB)) / 10e12, 9);
  });

  test("the load of the broker is what all its disks have together", () => {
    const { perBroker, utilisation } = clusterOf({ partitions: 12 }, disks(4));
    expect(perBroker.diskUsedBytes).toBeCloseTo(6 * (3.6e12 / 12 + GiB), 0);
    expect(perBroker.diskWriteBytesPerSecond).toBeCloseTo(50e6, 3);
    expect(utilisation.normal.networkIn).toBeCloseTo(50 / 1250, 9);
  });

  test("a lagging group reads from the leaders: 2 of them on one disk of 4", () => {
    const lagging = { partitions: 12, consumers: [{ group: "g", lag: "5 h" }] };
    expect(clusterOf(lagging, disks(4)).utilisation.normal.diskRead).toBeCloseTo(100e6 / 12 / 500e6, 9);
  });
});

describe("planned partitions", () => {
  test("leave the fullest disk at most one replica above the mean, a partition of 1 MB/s here", () => {
    // 102 partitions, 51 replicas a broker, on 3 disks.
    const { utilisation } = clusterOf({}, disks(3));
    const replica = 36e9 + GiB;
    expect(utilisation.normal.disk).toBeCloseTo((17 * (3.6e12 / 102 + GiB) + (2 / 3) * replica) / 10e12, 9);
    expect(utilisation.normal.diskWrite).toBeCloseTo((50e6 / 3 + (2 / 3) * 1e6) / 500e6, 9);
  });

  test("a small topic has no more of a partition than its share of a broker", () => {
    // 3 MB/s over six brokers: 0.5 MB/s and 18 GB with a segment of 1 GiB.
    const { utilisation } = clusterOf({ rate: "3 MB/s" }, disks(3));
    const replica = 18e9 + GiB;
    expect(utilisation.normal.disk).toBeCloseTo((replica + (2 / 3) * replica) / 10e12, 9);
  });
});

describe("a replica that one disk does not hold", () => {
  // A partition of 3.6 TB on disks of 2 TB, six of them: 12 TB would hold the broker's 1.8 TB.
  const found = planned({ partitions: 1 }, disks(6, { size: "2 TB" }));

  test("is refused, though all disks together are large enough", () => {
    expect(found.refusals[0]).toMatchObject({ code: "PLM-DISK-001", resource: "disk", available: 6 * 2e12 * 0.85 });
    expect(found.refusals[0]?.needed).toBeCloseTo(6 * (3.6e12 + GiB), 0);
  });

  test("with more partitions or an array as the remedy", () => {
    // Of three partitions each disk of five survivors holds at most one replica of 1.2 TB, of two 1.8 TB are too much.
    // A mirror keeps 6 TB of each broker: 5.1 TB within the limit, and five hold 10.8 TB.
    expect(found.refusals[0]?.remedy).toBe(
      "lower the retention of events to 4 h 43 min, or write `average` if the mean rate is at most 19 % of the peak, at which retention is counted, or set topics.0.partitions to 3, or join the disks of a broker with `raid: 10`, or have 25.5 TB of usable disk in each broker",
    );
  });

  test("each of which is planned then", () => {
    const verdict = (topic: object, raid: unknown) => planned(topic, disks(6, { size: "2 TB", raid })).verdict;
    expect(verdict({ partitions: 2 }, "jbod")).toBe("refused");
    expect(verdict({ partitions: 3 }, "jbod")).toBe("planned");
    expect(verdict({ partitions: 1 }, 10)).toBe("planned");
    expect(verdict({ partitions: 1, retention: "283 min" }, "jbod")).toBe("planned");
  });
});

test("the reason names the directories and the replica", () => {
  const { explanation } = planned({ partitions: 12 }, disks(4));
  expect(explanation["clusters.main.utilisation.normal.disk"]).toMatchObject({
    formula: expect.stringContaining("as if every log directory had what the fullest has"),
    inputs: { directories: 4, fixedReplicas: 6, largestFixedReplica: 3.6e12 / 12 + GiB },
  });
});

test("a lost broker is rebuilt as fast as the fullest of its disks takes what it held", () => {
  const objectives = { lose: { brokers: 1 }, recoverBroker: "10 h" };
  const { utilisation } = clusterOf({ partitions: 12 }, disks(4), { objectives });
  const replica = 3.6e12 / 12 + GiB;
  // Six replicas: over the network all of them, onto one disk two, beside what they usually take.
  expect(utilisation.degraded.networkIn).toBeCloseTo((50e6 + (6 * replica) / 36_000) / 1.25e9, 9);
  expect(utilisation.degraded.diskWrite).toBeCloseTo((2 * (100e6 / 12 + replica / 36_000)) / 500e6, 9);
});
