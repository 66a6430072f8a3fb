import { expect, test } from "vitest";
import { explain, findKey } from "./explain.ts";
import { plan } from "./planner.ts";
import { inventory, workload } from "./testing/samples.ts";

const planned = plan(workload(), inventory());

test("a number is explained by formula, inputs, rule and source", () => {
  // 100 MB/s x 3 replicas / 6 brokers = 50 MB/s.
  expect(explain(planned, "clusters.main.perBroker.networkInBytesPerSecond")).toMatchObject({
    value: 50e6,
    unit: "B/s",
    inputs: { producedBytesPerSecond: 100e6, replicatedBytesPerSecond: 200e6, brokers: 6, unevenness: 1 },
    rule: "networkFullDuplex",
  });
});

test.each([
  ["clusters.main.broker", "did you mean `clusters.main.brokers`?"],
  ["perBroker.cpu", "write `clusters.main.perBroker.cpuCores`"],
  ["main degraded cpu", "write `clusters.main.utilisation.degraded.cpu`"],
  [
    "clusters.main.metadata",
    "write `clusters.main.metadata.nodes` or `clusters.main.metadata.heapBytes` or `clusters.main.metadata.diskBytes`",
  ],
  ["totals.storage", "did you mean `totals.storageBytes`?"],
  ["zzz", "write a key such as `clusters.main.brokers`"],
])("the unknown key %s gets a remedy", (key, remedy) => {
  expect(() => explain(planned, key)).toThrow(
    expect.objectContaining({
      code: "PLM-EXPLAIN-001",
      remedy: `${remedy}; without a key \`plimsoll explain\` lists them all`,
    }),
  );
});

test("the end of a key is enough where no other key has it", () => {
  expect(findKey(planned, "perBroker.cpuCores")).toBe("clusters.main.perBroker.cpuCores");
  expect(explain(planned, "perBroker.cpuCores")).toBe(explain(planned, "clusters.main.perBroker.cpuCores"));
  expect(() => findKey(planned, "brokers")).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining("`clusters.main.brokers` or `totals.brokers`") }),
  );
});

test("a remedy names a point of a growth curve only to whoever asks for one", () => {
  const growing = plan(workload({}, { growth: { factor: 2, over: "365 days", horizon: "2 years" } }), inventory());
  expect(() => findKey(growing, "growth.main.disk")).toThrow(
    expect.objectContaining({ remedy: expect.stringMatching(/^write `growth\.crossings\.main-disk\.afterDays`/) }),
  );
  expect(findKey(growing, "main-disk.course.0")).toBe("growth.crossings.main-disk.course.0");
});

test("a refused plan says why it has nothing to explain", () => {
  const refused = plan(workload({ replication: 7 }), inventory());
  expect(() => explain(refused, "clusters.main.brokers")).toThrow(
    "the plan sample, which is refused and has no clusters",
  );
});
