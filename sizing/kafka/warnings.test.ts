import { expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

const warnings = (topic: object, rest: object = {}, hosts: object = {}) =>
  plan(workload({ average: "100 MB/s", ...topic }, { ...rest }), inventory({ racks: 3, ...hosts })).warnings;

test("a plain workload on a fully told inventory has none", () => {
  expect(warnings({})).toEqual([]);
});

test.each<[string, object, object, object, string[]]>([
  [
    "fixed partitions",
    { partitions: 50 },
    {},
    {},
    [
      "events: partitions is fixed at 50, too low: the rules ask for 100 (a partition would take 2 MB/s)",
      "events: 50 partitions are not even over 6 brokers; the busiest leads 9",
    ],
  ],
  [
    "fewer partitions than brokers, of a topic whose peak is not told",
    { rate: undefined, average: "60 GB/day", partitions: 3 },
    {},
    {},
    [
      "events: partitions is fixed at 3, too low: the rules ask for 10 (a partition would take 20 GB a day)",
      "events: with partitions fixed at 3, not each of 6 brokers leads one",
    ],
  ],
  [
    "a codec without ratio",
    { compression: { codec: "lz4" } },
    {},
    {},
    ["events: compression lz4 has no ratio, so its saving is not counted"],
  ],
  [
    "retention counted at the peak, where the disks bind",
    { average: undefined },
    {},
    {},
    ["events: what is kept is counted at the peak all day, as no `average` or `profile` is told; the disks bind"],
  ],
  [
    "batches that linger.ms cuts off, of a topic whose keys spread it over its partitions",
    { keyed: true },
    {},
    {},
    [
      // 100 MB/s in 102 partitions for 5 ms.
      "events: in 5 ms (linger.ms) a partition's batch gets at most 4.9 kB of the 16.4 kB that CPU and produce p99 are counted with; write `batch` as your producers send it",
    ],
  ],
  ["batches as told", { keyed: true, batch: "16 KiB" }, {}, {}, []],
  [
    "two racks for three nodes of the metadata",
    {},
    {},
    { racks: 2 },
    [
      "of 3 ZooKeeper nodes in 2 racks 2 are gone with one rack, and without a majority the cluster stops: let one of them stand in another place",
    ],
  ],
  [
    "racks not told",
    {},
    {},
    { racks: undefined },
    ["the inventory names no racks, so each broker counts as a rack of its own"],
  ],
  [
    "no loss to survive",
    {},
    { objectives: {} },
    {},
    ["objectives.lose is not given, so degraded is the same as normal"],
  ],
  [
    "no loss beside another region's traffic, which services do not take",
    {},
    {
      objectives: { regionFailover: { share: 0.5 } },
      services: { hdfs: [{ name: "archive", topic: "events", keep: "1 year" }] },
    },
    {},
    [
      "objectives.lose is not given, so the other objectives are judged with all brokers there",
      "objectives.regionFailover is kept by the Kafka clusters; services are planned for the workload's own rates",
    ],
  ],
  [
    "disks of unknown throughput",
    {},
    {},
    { disks: [{ size: "10 TB", count: 1 }] },
    [
      "diskWrite is not checked: the inventory gives no `write` rate for its disks",
      "diskRead is not checked: the inventory gives no `read` rate for its disks",
    ],
  ],
  [
    "objectives that are not judged",
    {},
    {
      objectives: {
        lose: { brokers: 1 },
        loss: 0.001,
        produceP99: "50 ms",
      },
    },
    {},
    [
      "objectives.produceP99 (50 ms) is judged by an estimate; a proof measures the latency",
      "objectives.loss (0.001) is not checked by this plan; a proof counts what is lost",
    ],
  ],
  [
    "growth that is not enforced",
    {},
    { growth: { factor: 2, over: "1 year", horizon: "730 days" } },
    {},
    [
      "growth to 4 times the rates in 2 years is used for the partitions of keyed topics only; set growth.enforce to true to judge everything by it",
    ],
  ],
])("%s", (_, topic, rest, hosts, lines) => {
  expect(warnings(topic, rest, hosts)).toEqual(lines);
});
