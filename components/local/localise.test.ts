import { expect, test } from "vitest";
import { Problem } from "../../sizing/problem.ts";
import { cluster } from "../testing/fixture.ts";
import { localise } from "./localise.ts";

const mebibyte = 1_048_576;
const small = { cores: 2, memoryBytes: 8 * 1024 * mebibyte };

test("five brokers and three ZooKeeper nodes stand on 8 GiB and 2 cores", () => {
  const local = localise(cluster(), small);
  expect(local.broker).toEqual({
    heapBytes: 256 * mebibyte,
    networkThreads: 2,
    ioThreads: 4,
    replicaFetchers: 1,
    recoveryThreadsPerDir: 2,
  });
  expect(local.metadataHeapBytes).toBe(64 * mebibyte);
});

test("each change is told with both figures and the reason", () => {
  expect(localise(cluster(), small).changes).toEqual([
    "All 8 nodes listen on 127.0.0.1 and keep their data on one disk of this machine.",
    "Heap of a broker: 268 MB instead of 6,442 MB, as all share the 8,590 MB of this machine.",
    "Heap of a ZooKeeper node: 67 MB instead of 1,074 MB, as all share the 8,590 MB of this machine.",
    "Threads of a broker: network 2 instead of 14, I/O 4 instead of 28, replica fetchers 1 instead of 4, recovery 2 instead of 8, as this machine has 2 cores.",
    expect.stringMatching(/^A broker compacts with a buffer of 8 MB instead of 134 MB, .* over JMX\.$/),
    "A broker gives up moving its leaders away after one try when it stops.",
  ]);
});

test("a machine as large as the plan keeps heap and threads", () => {
  const local = localise(cluster(), { cores: 64, memoryBytes: 1e12 });
  expect(local.changes).toHaveLength(3);
  expect(local.broker.heapBytes).toBe(6_442_450_944);
});

test("a heap that the caller asks for is taken as it is", () => {
  expect(localise(cluster({ brokers: 1 }), small, 2048 * mebibyte).broker.heapBytes).toBe(2048 * mebibyte);
});

test("another broker changes nothing for those that are there", () => {
  const { changes: _five, ...five } = localise(cluster(), small);
  const { changes: _six, ...six } = localise(cluster({ brokers: 6 }), small);
  expect(six).toEqual(five);
});

test("controllers have the share of ZooKeeper nodes, and brokers none of its settings", () => {
  const kraft = localise(
    cluster({ metadata: { mode: "kraft", nodes: 3, heapBytes: 4096 * mebibyte, diskBytes: 64e9, failoverSeconds: 9 } }),
    small,
  );
  expect(kraft.metadataHeapBytes).toBe(64 * mebibyte);
  expect(kraft.changes).toContainEqual(expect.stringMatching(/^Heap of a controller: 67 MB instead of 4,295 MB/));
  expect(Object.keys(kraft.brokerOverrides).filter((key) => key.startsWith("controlled.shutdown"))).toEqual([]);
});

test("nodes that do not fit are refused with both figures", () => {
  const tiny = () => localise(cluster(), { cores: 2, memoryBytes: 2048 * mebibyte });
  expect(tiny).toThrow(Problem);
  expect(tiny).toThrow(/^5 brokers and 3 ZooKeeper nodes need [\d,]+ MB, three quarters .* are 1,611 MB$/);
});
