import { expect, test } from "vitest";
import { hosts, planOf, serviceOf, topic } from "../testing/sample.ts";

const gigabyte = 1e9;

// 500 M keys with 40 B in each of 5 windows are 100 GB; full checkpoints each minute write 1.67 GB/s.
const windowed = (fields = {}, state = {}) => ({
  name: "windows",
  topic: "events",
  state: { keys: 500_000_000, bytesPerKey: "40 B", windows: 5, checkpoint: "1 min", ...state },
  ...fields,
});

test("state is keys x windows x bytes, and a checkpoint writes it in its interval", () => {
  const [job] = serviceOf("flink", { flink: [windowed()] }).jobs;
  expect(job!.stateBytes).toBe(100 * gigabyte);
  expect(job!.checkpointBytesPerSecond).toBeCloseTo((100 * gigabyte) / 60, 3);
});

test("an incremental checkpoint writes what changed", () => {
  const [job] = serviceOf("flink", { flink: [windowed({}, { changed: 0.1 })] }).jobs;
  expect(job!.checkpointBytesPerSecond).toBeCloseTo((10 * gigabyte) / 60, 3);
});

test("slots are the rate over that of one, on a core and 4 GiB each", () => {
  const { jobs, fleet } = serviceOf("flink", { flink: [{ name: "plain", topic: "events" }] }, { flink: hosts() });
  expect(jobs[0]).toMatchObject({ slots: 10, stateBytes: 0, checkpointBytesPerSecond: 0 });
  // 10 cores and 40 GiB fit one host of 16 cores (12) and 64 GiB (51.2); one may be lost.
  expect(fleet).toMatchObject({ nodes: 2, bottleneck: { resource: "cpu", state: "degraded", utilisation: 10 / 16 } });
});

test("state in RocksDB takes twice its size on disk, state on the heap three times in memory", () => {
  const total = (backend: string, resource: string) =>
    serviceOf("flink", { flink: [windowed({}, { backend })] }).fleet.resources.find(({ name }) => name === resource)!
      .total;
  const slots = 10 * 4 * 2 ** 30;
  expect([total("rocksdb", "disk"), total("rocksdb", "memory")]).toEqual([200 * gigabyte, slots]);
  expect([total("heap", "disk"), total("heap", "memory")]).toEqual([0, slots + 300 * gigabyte]);
});

test("state makes events cross the network once more, and the checkpoints leave by it", () => {
  const { fleet } = serviceOf("flink", { flink: [windowed({ ratio: 0.1 })] });
  const total = (resource: string) => fleet.resources.find(({ name }) => name === resource)!.total;
  expect(total("networkIn")).toBeCloseTo(100e6, 3);
  expect(total("networkOut")).toBeCloseTo(50e6 * 1.1 + (100 * gigabyte) / 60, 3);
});

test("sources beyond the partitions are idle, which the plan says", () => {
  const { warnings } = planOf({ flink: [{ name: "plain", topic: "events" }] }, {}, [topic({ partitions: 6 })]);
  expect(warnings).toEqual([
    "plain: 10 slots read 6 partitions, so 4 sources are idle; deal events anew after the source, or have more partitions",
  ]);
});
