import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const clusterOf = (topic: object, rest: object = {}, hosts: object = {}) =>
  plan(workload({ ...topic }, { ...rest }), inventory({ ...hosts })).clusters[0]!;
const objectives = (more: object) => ({ objectives: { lose: { brokers: 1 }, ...more } });

// 100 MB/s of 1 kB messages, 10 h, replication 3, one group, on 6 brokers of 10 TB, 500 MB/s and 10 Gb/s.
describe("while groups catch up after an outage, with a broker lost", () => {
  const { utilisation } = clusterOf({}, objectives({ catchUp: { outage: "1 h", within: "2 h" } }));

  test("each reads 1 + 1 / 2 of what comes in: (150 + 200) / 5 = 70 MB/s go out of a survivor", () => {
    expect(utilisation.normal.networkOut).toBeCloseTo(50 / 1250, 9);
    expect(utilisation.degraded.networkOut).toBeCloseTo(70 / 1250, 9);
  });

  test("from the disks, since an hour is more than the 34 min that the page cache reaches back: 150 / 5 = 30 MB/s", () => {
    // (0.9 x 128 GiB - 6 GiB) / 60 MB/s = 1,954 s on a survivor.
    // The mirror reads on both sides, 1 GB/s.
    expect(utilisation.degraded.diskRead).toBeCloseTo(30 / 1000, 9);
    expect(utilisation.normal.diskRead).toBe(0);
  });

  test("from the page cache after a short one", () => {
    const short = clusterOf({}, objectives({ catchUp: { outage: "10 min", within: "20 min" } }));
    expect(short.utilisation.degraded.diskRead).toBe(0);
    expect(short.utilisation.degraded.networkOut).toBeCloseTo(70 / 1250, 9);
  });

  test("the partitions are enough for consumers to read that much", () => {
    const slow = { consumers: [{ group: "g", perConsumer: "0.5 MB/s" }] };
    // 150 MB/s at 0.5 MB/s each are 300 partitions, 200 without.
    expect(clusterOf(slow, objectives({ catchUp: { outage: "1 h", within: "2 h" } })).partitions).toBe(300);
    expect(clusterOf(slow).partitions).toBe(204);
  });
});

test("while a lost broker is rebuilt, it takes what it held beside its share, and five survivors send it", () => {
  // It held (10.8 TB + 306 segments of 1 GiB) / 6 = 1.85476 TB; in 2 h that is 257.6 MB/s.
  const { utilisation } = clusterOf({}, objectives({ recoverBroker: "2 h" }));
  const copied = (10.8e12 + 306 * 2 ** 30) / 6 / 7200;
  expect(utilisation.degraded.networkIn).toBeCloseTo((50e6 + copied) / 1.25e9, 9);
  expect(utilisation.degraded.diskWrite).toBeCloseTo((50e6 + copied) / 500e6, 9);
  expect(utilisation.degraded.networkOut).toBeCloseTo((60e6 + copied / 5) / 1.25e9, 9);
  expect(utilisation.degraded.diskRead).toBeCloseTo(copied / 5 / 1e9, 9);
});

test("a rebuild that the disks cannot take in time is refused", () => {
  const { refusals } = plan(workload({}, objectives({ recoverBroker: "1 h" })), inventory());
  expect(refusals.map(({ code }) => code)).toEqual(["PLM-DISK-002"]);
});

describe("readers that are not at the tail", () => {
  test("one that lags further than the page cache reaches reads from the disks: 100 / 6 MB/s", () => {
    const lagging = (lag: string) => clusterOf({ consumers: [{ group: "g", lag }] }).perBroker.diskReadBytesPerSecond;
    expect(lagging("2 h")).toBeCloseTo(100e6 / 6, 3);
    expect(lagging("10 min")).toBe(0);
  });

  test("what a group rereads is sent and read beside: a quarter of 100 MB/s, over 6", () => {
    const { perBroker } = clusterOf({ consumers: [{ group: "g", history: 0.25 }] });
    expect(perBroker.diskReadBytesPerSecond).toBeCloseTo(25e6 / 6, 3);
    expect(perBroker.networkOutBytesPerSecond).toBeCloseTo(325e6 / 6, 3);
  });
});

test("disks that write or read share their throughput", () => {
  const shared = clusterOf(
    { consumers: [{ group: "g", lag: "2 h" }] },
    {},
    {
      disks: [{ size: "10 TB", count: 2, raid: 1, type: "hdd", write: "500 MB/s", read: "500 MB/s" }],
    },
  );
  expect(shared.utilisation.normal.diskWrite).toBeCloseTo((50e6 + 100e6 / 6) / 500e6, 9);
});

test("a compacted topic keeps its keys, dirty up to a half, and its cleaner writes and reads", () => {
  const { perBroker } = clusterOf({ retention: undefined, cleanup: "compact", keys: { count: 1_000_000_000 } });
  // 10^9 keys x 1 kB x 2 = 2 TB, x 3 replicas, and a segment of 1 GiB for each of 306; over 6.
  expect(perBroker.diskUsedBytes).toBeCloseTo((6e12 + 306 * 2 ** 30) / 6, 0);
  // 50 MB/s appended: as much written anew, three times as much read.
  expect(perBroker.diskWriteBytesPerSecond).toBeCloseTo(100e6, -1);
  expect(perBroker.diskReadBytesPerSecond).toBeCloseTo(150e6, -1);
});

test("retention goes by the day: a mean of a quarter keeps 6 h of the peak in a day", () => {
  const { perBroker } = clusterOf({ average: "25 MB/s", retention: "24 h" });
  expect(perBroker.diskUsedBytes).toBeCloseTo((100e6 * 6 * 3600 * 3 + 306 * 2 ** 30) / 6, 0);
});

test("TLS costs 1 CPU-s/GB of what comes in and goes out: 0.6 GB/s over 6 brokers", () => {
  const [plain, tls] = [clusterOf({}), clusterOf({}, { tls: true })];
  expect(tls.perBroker.cpuCores - plain.perBroker.cpuCores).toBeCloseTo(0.1, 9);
});

describe("a hot key", () => {
  test("makes its leader and followers busier than the mean", () => {
    const { perBroker } = clusterOf({ keys: { hottest: 0.01 }, consumers: [] });
    // 99 % of 200 MB/s even over 6, and 2 MB/s to followers on one.
    expect(perBroker.networkOutBytesPerSecond).toBeCloseTo(0.99 * (200e6 / 6) + 2e6, 3);
  });

  test("that does not fit a partition is refused, and capacity tells how far it goes", () => {
    const hot = workload({ keys: { hottest: 0.02 } });
    expect(plan(hot, inventory()).refusals).toEqual([
      {
        code: "PLM-PARTITION-001",
        resource: "hottestKey",
        needed: 2e6,
        available: 1e6,
        unit: "B/s",
        remedy:
          "split the most frequent key of events into several, or set rules.bytesPerSecondPerPartition to 2 MB/s if a partition can take that",
      },
    ]);
  });
});
