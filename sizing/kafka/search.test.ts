import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";

describe("the number of brokers, where the inventory leaves it out", () => {
  test("is the smallest that holds, and says what one fewer would break", () => {
    // 100 MB/s x 3 x 100 h = 108 TB and 0.3 TB of segments on survivors filled to 8.5 TB: 13 survivors.
    const free = plan(workload({ retention: "100 h" }), inventory({ count: undefined }));
    expect(free.totals.brokers).toBe(14);
    expect(free.explanation["clusters.main.brokers"]?.inputs).toMatchObject({
      tooFew: 13,
      tooFewFor: "disk (degraded)",
    });
    expect(plan(workload({ retention: "100 h" }), inventory({ count: 13 })).verdict).toBe("refused");
  });

  test("is at least the replication, and the racks", () => {
    const small = (brokers: Record<string, unknown>) =>
      plan(workload({ rate: "1 MB/s" }), inventory({ count: undefined, ...brokers })).totals.brokers;
    expect(small({})).toBe(3);
    expect(small({ racks: 5 })).toBe(5);
  });
});

describe("metadata", () => {
  const nodes = (rest: Record<string, unknown>, replication: number) =>
    plan(workload({ replication, minInsync: 1 }, rest), inventory()).clusters[0]?.metadata;
  test("has three nodes for one loss and five for two, of the mode that was asked for", () => {
    expect(nodes({}, 3)).toMatchObject({ mode: "zookeeper", nodes: 3 });
    expect(nodes({ objectives: { lose: { brokers: 2 } }, metadata: "kraft", kafka: "4.3.1" }, 4)).toMatchObject({
      mode: "kraft",
      nodes: 5,
    });
  });
});

test("an overridden rule is used, listed, and named as the source", () => {
  const planned = plan(workload({}, { rules: { bytesPerSecondPerPartition: "0.5 MB/s" } }), inventory());
  expect(planned.totals.partitions).toBe(204); // 100 / 0.5 = 200, even over 6
  expect(planned.overrides).toEqual([{ rule: "bytesPerSecondPerPartition", value: 500_000, default: 1_000_000 }]);
  expect(planned.explanation["clusters.main.topics.events.partitions"]?.source).toMatch(/^workload: rules/);
});
