import { describe, expect, test } from "vitest";
import { resolveRules } from "../rules/overrides.ts";
import { inventory, workload } from "../testing/samples.ts";
import { wholly } from "./assignment.ts";
import { brokerLoad } from "./broker.ts";
import { capacitiesOf } from "./capacity.ts";
import { demandsOf } from "./demand.ts";
import { type ClusterLoad, clusterLoad, segmentSize } from "./load.ts";
import { brokerShare } from "./share.ts";

const rules = resolveRules({});
const place = (topic: Record<string, unknown>, count: number) => {
  const partitions = { count, step: count, most: count, asked: count, uneven: topic.partitions !== undefined };
  return demandsOf(wholly(workload(topic)), rules).map((demand) => ({ demand, partitions }));
};
const capacities = capacitiesOf(inventory(), rules);
const shareOf = (load: ClusterLoad) => brokerShare(load, { tls: false, catchUp: null }, rules);
const GiB = 2 ** 30;

// 100 MB/s of 1 kB messages, 10 h, replication 3, one group, 102 partitions on 6 brokers.
describe("the load of a broker, by hand", () => {
  const { perBroker, uses } = brokerLoad(shareOf(clusterLoad(place({}, 102), 6, rules)), capacities, rules);

  test("network: 100 MB/s in and 200 MB/s to followers, over 6", () => {
    expect(perBroker.networkInBytesPerSecond.value).toBeCloseTo(50e6, 3);
    // One group reads 100 MB/s, followers 200 MB/s.
    expect(perBroker.networkOutBytesPerSecond.value).toBeCloseTo(50e6, 3);
  });

  test("disk: 3.6 TB x 3 and a segment of 1 GiB for each of 306 replicas, over 6", () => {
    expect(perBroker.diskWriteBytesPerSecond.value).toBeCloseTo(50e6, 3);
    expect(perBroker.diskReadBytesPerSecond.value).toBe(0);
    expect(perBroker.diskUsedBytes.value).toBeCloseTo((3.6e12 * 3 + 306 * GiB) / 6, 0);
  });

  test("placement: 102 leaders and 306 replicas, over 6", () => {
    expect([perBroker.partitions.value, perBroker.replicas.value]).toEqual([17, 51]);
  });

  test("memory: a heap of 6 GiB and 30 s of 50 MB/s", () => {
    expect(perBroker.heapBytes.value).toBe(6 * GiB);
    expect(perBroker.pageCacheBytes.value).toBeCloseTo(1.5e9, 0);
    expect(uses.memory.value).toBeCloseTo(6 * GiB + 1.5e9, 0);
  });

  test("cpu: 0.1 M msg/s x 0.1, 6,104 batches/s x 108, 0.3 GB/s x 2.1 written and 0.3 GB/s x 0.4 sent, over 6", () => {
    const batches = 100e6 / 16_384;
    expect(perBroker.cpuCores.value).toBeCloseTo((0.01 + (batches / 1e6) * 108 + 0.63 + 0.12) / 6, 9);
  });

  test("files: 10.8 TB in segments of 1 GiB and 306 active ones, over 6", () => {
    const segments = (10.8e12 / GiB + 306) / 6;
    expect(uses.memoryMaps.value).toBeCloseTo(2 * segments, 6);
    expect(uses.fileHandles.value).toBeCloseTo(3 * segments + 5000, 6);
  });
});

test("a retention by size counts for each partition, whatever the rate", () => {
  const load = clusterLoad(place({ retention: "2 GB" }, 10), 5, rules);
  // A partition of 2 GB rolls at a quarter of it.
  expect(load.stored.total).toBeCloseTo(10 * 3 * (2e9 + 5e8), 0);
});

test("survivors hold no more replicas of a partition than there are survivors", () => {
  const load = clusterLoad(place({}, 102), 2, rules);
  expect(load.replicas.total).toBe(204);
  expect(load.replicated).toBeCloseTo(100e6, 3);
});

test("fixed partitions that do not divide load the busiest broker", () => {
  const load = clusterLoad(place({ partitions: 7, consumers: [] }, 7), 6, rules);
  // 7 leaders over 6 brokers: one leads 2, which is 12/7 of the mean; 21 replicas: one has 4, 24/21 of the mean.
  expect(load.sent.unevenness).toBeCloseTo(12 / 7, 12);
  expect(load.written.unevenness).toBeCloseTo(24 / 21, 12);
  expect(brokerLoad(shareOf(load), capacities, rules).perBroker.replicas.value).toBeCloseTo(4, 12);
});

test.each([
  [80e9, GiB],
  [8e8, 2e8],
  [1e6, 16 * 2 ** 20],
])("a replica of %d bytes rolls its segment at %d", (retained, size) => {
  expect(segmentSize(retained, rules)).toBe(size);
});
