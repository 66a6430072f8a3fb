import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { explain, parseInventory, parseWorkload, plan, planSchema } from "./index.ts";

const read = (name: string) => parse(readFileSync(new URL(`../stacks/claro/${name}`, import.meta.url), "utf8"));
const workload = parseWorkload(read("workload.yaml"), "workload.yaml");
const inventory = parseInventory(read("inventory.yaml"), "inventory.yaml");
const claro = planSchema.parse(plan(workload, inventory));
const main = claro.clusters[0]!;
const GiB = 2 ** 30;

// Every figure below is worked out by hand from the published ones; none is copied from the planner's output.
describe("the telecom mediation cluster", () => {
  test("takes 485,000 msg/s x 1,361 B = 660.085 MB/s in, and as much out to its one group", () => {
    expect(claro.totals).toMatchObject({
      messagesPerSecond: 485_000,
      ingressBytesPerSecond: 660_085_000,
      egressBytesPerSecond: 660_085_000,
    });
  });

  test("has 665 partitions: 660.085 at 1 MB/s make 661, even over 5 brokers 665", () => {
    // The consumers' rate asks for less: 660.085 / 50 = 14.
    expect(main.topics[0]).toMatchObject({ partitions: 665, replication: 3, minInsync: 2, segmentBytes: GiB });
    expect(main).toMatchObject({ brokers: 5, partitions: 665, replicas: 1995, logDirs: 1 });
    expect(main.perBroker).toMatchObject({ partitions: 133, replicas: 399 });
  });

  test("receives 660.085 x 3 / 5 = 396.051 MB/s a broker and sends 660.085 x (1 + 2) / 5", () => {
    expect(main.perBroker.networkInBytesPerSecond).toBeCloseTo(396_051_000, 0);
    expect(main.perBroker.networkOutBytesPerSecond).toBeCloseTo(396_051_000, 0);
    expect(main.perBroker.diskWriteBytesPerSecond).toBeCloseTo(396_051_000, 0);
    // 396.051 MB/s of 1,250 MB/s; on 4 survivors 660.085 x 3 / 4 = 495.06 MB/s.
    expect(main.utilisation.normal.networkIn).toBeCloseTo(0.3168, 4);
    expect(main.utilisation.degraded.networkIn).toBeCloseTo(0.3961, 4);
  });

  test("keeps 4 h: 660.085 MB/s x 14,400 s x 3 = 28.516 TB, and a segment of 1 GiB for each of 1,995 replicas", () => {
    const stored = 28.515672e12 + 1995 * GiB; // 2.142 TB of segments
    expect(claro.totals.storageBytes).toBeCloseTo(stored, -1);
    expect(main.perBroker.diskUsedBytes).toBeCloseTo(stored / 5, -1);
    // 6.13 TB of 22 TB (RAID 1 of two); 7.66 TB on 4 survivors.
    expect(main.utilisation.normal.disk).toBeCloseTo(0.2787, 4);
    expect(main.utilisation.degraded.disk).toBeCloseTo(0.3484, 4);
  });

  test("needs a heap of 6 GiB and 396.051 MB/s x 30 s = 11.88 GB of page cache, of 512 GiB", () => {
    expect(main.perBroker.heapBytes).toBe(6 * GiB);
    expect(main.perBroker.pageCacheBytes).toBeCloseTo(11.88153e9, -1);
    expect(main.utilisation.normal.memory).toBeCloseTo((6 * GiB + 11.88153e9) / (512 * GiB), 9);
  });

  test("keeps 1.87 of 28 cores busy, with the batches of Kafka's default size", () => {
    // 0.485 M x 0.1 + 40,288 batches/s x 108 / 10^6 + 1.980255 GB/s x (2.1 + 0.4) = 9.350 cores, over 5.
    expect(main.perBroker.cpuCores).toBeCloseTo(1.8701, 4);
    expect(main.utilisation.normal.cpu).toBeCloseTo(1.8701 / 28, 4);
  });

  test("maps two index files of each segment: 28.516 TB / 1 GiB + 1,995 = 28,552 segments", () => {
    expect(main.utilisation.normal.memoryMaps).toBeCloseTo(((28_552.3 / 5) * 2) / 65_530, 5);
    expect(main.utilisation.degraded.memoryMaps).toBeCloseTo(((28_552.3 / 4) * 2) / 65_530, 5);
    expect(main.utilisation.normal.fileHandles).toBeCloseTo(((28_552.3 / 5) * 3 + 5000) / 100_000, 5);
    expect(main.utilisation.degraded.replicas).toBeCloseTo(1995 / 4 / 4000, 9);
  });

  test("is bound by the network when a broker is lost: 39.6 % of an 80 % limit", () => {
    expect(main.bottleneck).toMatchObject({ resource: "networkIn", state: "degraded" });
    expect(main.bottleneck.utilisation).toBeCloseTo(0.3961, 4);
  });

  test("has an ensemble of three, and says what it cannot check and what was assumed", () => {
    // 18 s until ZooKeeper notices, and 665 partitions x 0.2515 ms.
    expect(main.metadata).toMatchObject({ mode: "zookeeper", nodes: 3, heapBytes: GiB, diskBytes: 64e9 });
    expect(main.metadata.failoverSeconds).toBeCloseTo(18.167, 3);
    expect(claro.totals.metadataNodes).toBe(3);
    expect([main.utilisation.normal.diskWrite, main.utilisation.degraded.diskRead]).toEqual([null, null]);
    expect(claro.warnings.slice(0, 4)).toEqual([
      expect.stringMatching(/^network-events: in 5 ms \(linger\.ms\) a partition's batch gets at most 4\.96 kB/),
      expect.stringMatching(/names no racks/),
      expect.stringMatching(/^diskWrite is not checked/),
      expect.stringMatching(/^diskRead is not checked/),
    ]);
    expect(claro.assumed).toContainEqual({ key: "topics.0.retention", value: "4 h" });
  });

  test("explains its partitions by the rule that asks for the most", () => {
    expect(explain(claro, "clusters.main.topics.network-events.partitions")).toMatchObject({
      value: 665,
      rule: "bytesPerSecondPerPartition",
      inputs: {
        bytesPerSecond: 660_085_000,
        bytesPerSecondPerPartition: 1e6,
        perConsumerBytesPerSecond: 50e6,
        evenOver: 5,
      },
    });
  });

  test("cannot keep 24 h with a broker lost: 171 TB on 4 survivors is more than twice their disks", () => {
    const raw = read("workload.yaml");
    raw.topics[0].retention = "24 h";
    const { verdict, refusals } = plan(parseWorkload(raw, "workload.yaml"), inventory);
    expect(verdict).toBe("refused");
    expect(refusals[0]).toMatchObject({ code: "PLM-DISK-001", available: 0.85 * 22e12 });
    // 660.085 MB/s x 86,400 s x 3 = 171.09 TB and 2.14 TB of segments, over 4.
    expect(refusals[0]?.needed).toBeCloseTo((171.094032e12 + 1995 * GiB) / 4, -1);
  });
});
