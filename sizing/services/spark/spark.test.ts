import { describe, expect, test } from "vitest";
import { hosts, planOf, serviceOf, topic } from "../testing/sample.ts";

// 60 GB a day of measures in batches of 30 s, through one receiver with a write-ahead log.
describe("batches of 30 s at 60 GB a day", () => {
  const job = { name: "measures", rate: "60 GB/day", size: "100 B", batch: "30 s", receivers: 1, wal: true };
  const [planned] = serviceOf("spark", { spark: [job] }).jobs;
  const rate = 60e9 / 86_400;

  test("a batch has 20.8 MB in 150 blocks of 0.2 s, processed by one core in 4.2 s beside the receiver", () => {
    expect(planned!.batchBytes).toBeCloseTo(30 * rate, 3);
    expect(planned).toMatchObject({ cores: 2, tasksPerBatch: 150 });
    expect(planned!.processingSeconds).toBeCloseTo((30 * rate) / 5e6, 9);
  });

  test("the log writes 180 GB a day in three replicas and holds two batches of each, 125 MB", () => {
    expect(planned!.walBytesPerSecond).toBeCloseTo(3 * rate, 3);
    expect(planned!.walBytesPerDay).toBeCloseTo(180e9, 0);
    expect(planned!.walHeldBytes).toBeCloseTo(125e6, 0);
  });

  test("without the log nothing is written, and a receiver keeps its blocks twice in memory", () => {
    const memory = (wal: boolean) =>
      serviceOf("spark", { spark: [{ ...job, wal }] }).fleet.resources.find(({ name }) => name === "memory")!.total;
    expect(serviceOf("spark", { spark: [{ ...job, wal: false }] }).jobs[0]).toMatchObject({
      walBytesPerSecond: 0,
      walHeldBytes: 0,
    });
    // Two batches as objects, three times their size.
    expect(memory(false) - memory(true)).toBeCloseTo(30 * rate * 2 * 3, 3);
  });
});

describe("a batch that is due before the last is done", () => {
  const job = { name: "slow", rate: "10 MB/s", size: "1 kB", batch: "30 s", receivers: 1, cores: 2 };

  test("is refused: 300 MB take one core 60 s, and 24 s may be used", () => {
    expect(planOf({ spark: [job] }).refusals).toEqual([
      {
        code: "PLM-SPARK-011",
        resource: "batch",
        needed: 60,
        available: 24,
        unit: "s",
        remedy: "slow: have 4 cores, or leave `cores` out",
      },
    ]);
  });

  test("fits with what the remedy says, and not with a core less", () => {
    expect(planOf({ spark: [{ ...job, cores: 4 }] }).refusals).toEqual([]);
    expect(planOf({ spark: [{ ...job, cores: 3 }] }).refusals).toHaveLength(1);
  });
});

test("a direct stream has a task for each partition, and idle cores are told", () => {
  // 50 MB/s at 4 MB/s of each core: 13 cores.
  const { services, warnings } = planOf({ spark: [{ name: "direct", topic: "events", batch: "10 s" }] }, {}, [
    topic({ partitions: 3 }),
  ]);
  expect(services[0]).toMatchObject({ jobs: [{ cores: 13, tasksPerBatch: 3 }] });
  expect(warnings[0]).toMatch(/^direct: a batch has 3 tasks for 13 cores, .* or has more partitions$/);
});

test("a backlog adds to the average what it takes to read it in time", () => {
  // 25 MB/s on average and 450 GB in 10,000 s: 70 MB/s, at 4 MB/s of a core.
  const job = { name: "late", topic: "events", batch: "10 s", backlog: { amount: "450 GB", within: "10000 s" } };
  const { jobs, fleet } = serviceOf("spark", { spark: [job] }, { spark: hosts() });
  expect(jobs[0]).toMatchObject({ cores: 18, catchUpSeconds: 450e9 / (18 * 5e6 - 25e6) });
  // 12 of 16 cores: two hosts, and one more.
  expect(fleet).toMatchObject({ nodes: 3 });
});
