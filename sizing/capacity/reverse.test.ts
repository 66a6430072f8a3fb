import { describe, expect, test } from "vitest";
import { plan } from "../planner.ts";
import { inventory, workload } from "../testing/samples.ts";
import { capacitySchema } from "./capacity.ts";
import { capacity } from "./reverse.ts";

const capacityOf = (topic: object, rest: object = {}, hosts: object = {}, more = 0) =>
  capacitySchema.parse(capacity(workload({ ...topic }, { ...rest }), inventory({ ...hosts }), more));

describe("the number of brokers", () => {
  test("is the plan's choice where the inventory leaves it out, and says so", () => {
    const found = capacityOf({ retention: "100 h" }, {}, { count: undefined }, 1);
    expect(found.steps.map(({ brokers }) => brokers)).toEqual([14, 15]);
    expect(found.explanation["steps.now.brokers"]?.inputs).toMatchObject({ main: 14, more: 0 });
    expect(found.explanation["steps.+1.brokers"]).toMatchObject({ value: 15, inputs: { main: 14, more: 1 } });
  });

  test("does not pass the limit of a cluster", () => {
    expect(capacityOf({}, {}, { count: 199 }, 3).steps.map(({ brokers }) => brokers)).toEqual([199, 200]);
    const [tooMany, ...more] = capacityOf({}, {}, { count: 201 }, 3).steps;
    expect(more).toEqual([]);
    expect(tooMany?.load.objectivesKept).toMatchObject({ outcome: "never", code: "PLM-CLUSTER-001" });
  });
});

describe("what binds", () => {
  test("the partitions of the cluster: at 1 MB/s each 10,000 carry 10 GB/s, and 21 brokers lead 10,000 as well", () => {
    const hosts = {
      count: 20,
      network: "1 Tb/s",
      cores: 10_000,
      memory: "1 TiB",
      disks: [{ size: "90 TB", count: 1 }],
    };
    const found = capacityOf({ retention: "1 s" }, {}, hosts, 1);
    const [twenty, more] = found.steps.map(({ load }) => load.objectivesKept);
    expect(twenty).toMatchObject({ partitions: 10_000, binding: { code: "PLM-CLUSTER-002", resource: "partitions" } });
    expect(twenty?.times).toBeCloseTo(100, 3);
    expect(more?.times).toBeCloseTo(100, 3);
    expect(found.explanation["steps.now.load.objectivesKept.times"]).toMatchObject({
      rule: "maxPartitionsPerCluster",
      inputs: { useNow: 100, available: 10_000, unit: "partitions" },
    });
  });

  test("a seventh broker in three racks leaves four survivors as six do, but has more partitions to keep", () => {
    // 34 TB on four survivors: 6 partitions x 3 replicas of 20 GB and a segment, or 7 x 3.
    const { steps } = capacityOf(
      { rate: "1 MB/s", retention: "20 GB", minInsync: 1 },
      { objectives: { lose: { racks: 1 } } },
      { racks: 3 },
      1,
    );
    const times = (partitions: number) => ((8.5e12 * 4) / (partitions * 3) - 2 ** 30) / 20e9;
    expect(steps[0]?.retention.objectivesKept.times).toBeCloseTo(times(6), 3);
    expect(steps[1]?.retention.objectivesKept.times).toBeCloseTo(times(7), 3);
  });

  test("a retention by size is told as a size and as the time that it lasts", () => {
    // 8.5 TB x 5 survivors / (102 partitions x 3) = 138.9 GB, less a segment, at 100 MB/s / 102 a partition.
    const retention = capacityOf({ retention: "6 GB" }).steps[0]!.retention.objectivesKept;
    if (retention.outcome !== "bounded") throw new Error(retention.outcome);
    const bytes = (8.5e12 * 5) / (102 * 3) - 2 ** 30;
    expect(retention.topics[0]!.retentionBytesPerPartition! / bytes).toBeCloseTo(1, 5);
    expect(retention.topics[0]!.retentionHours! / ((bytes * 102) / 100e6 / 3600)).toBeCloseTo(1, 5);
  });

  test("a memory that its heap alone passes carries nothing, whatever the rates", () => {
    const { verdict, steps } = capacityOf({}, {}, { memory: "1 GiB" });
    expect(verdict).toBe("refused");
    const never = { outcome: "never", times: null, code: "PLM-MEMORY-001", resource: "memory" };
    expect(steps[0]?.load.normal).toMatchObject({
      ...never,
      because: "PLM-MEMORY-001, whatever the rates: memory is past its limit",
    });
    expect(steps[0]?.retention.objectivesKept).toMatchObject(never);
  });

  test("a refused workload is told which part of it is carried", () => {
    // 10 TB x 85 % x 5 survivors carry 42.5 TB of 108 TB and 0.33 TB of segments.
    const { verdict, steps } = capacityOf({ retention: "100 h" });
    expect(verdict).toBe("refused");
    expect(steps[0]?.retention.objectivesKept).toMatchObject({ times: expect.closeTo(0.39, 2) });
    expect(plan(workload({ retention: "39 h" }), inventory()).verdict).toBe("planned");
  });

  test("replicas that do not survive the loss carry nothing, but normally they do", () => {
    const { steps } = capacityOf({}, { objectives: { lose: { brokers: 2 } } });
    expect(steps[0]?.load.objectivesKept).toMatchObject({
      outcome: "never",
      code: "PLM-REPLICATION-002",
      resource: "replicas",
      because: "PLM-REPLICATION-002, whatever the rates: set topics.0.replication to 4, or set topics.0.minInsync to 1",
    });
    expect(steps[0]?.load.normal.outcome).toBe("bounded");
  });

  test("further brokers mend a replication that the first cannot place", () => {
    const { steps } = capacityOf({ replication: 7 }, {}, {}, 1);
    expect(steps[0]?.load.normal).toMatchObject({ outcome: "never", code: "PLM-REPLICATION-001" });
    expect(steps[1]?.load.objectivesKept.outcome).toBe("bounded");
  });

  test("a trickle has no limit worth a number", () => {
    const { steps } = capacityOf({ rate: "1e-9 msg/s", size: "1 B" });
    expect(steps[0]?.load.normal).toEqual({
      outcome: "unlimited",
      times: null,
      because: "nothing that the inventory tells limits the rates",
    });
    expect(steps[0]?.retention.normal.outcome).toBe("unlimited");
  });
});

test("what the plan says beside its numbers is said here as well", () => {
  const rules = { rules: { bytesPerSecondPerPartition: "0.5 MB/s" }, assumed: ["topics.0.rate"] };
  const planned = plan(workload({}, rules), inventory());
  const { warnings, overrides, assumed } = capacityOf({}, rules);
  expect({ warnings, overrides, assumed }).toEqual({
    warnings: planned.warnings,
    overrides: planned.overrides,
    assumed: planned.assumed,
  });
});
