import { describe, expect, test } from "vitest";
import { hosts, planOf, serviceOf, topic } from "../testing/sample.ts";

const flow = (fields = {}, sink = {}) => ({
  name: "txn",
  topic: "events",
  batchSize: 100,
  channel: { capacity: 10_000, transactionCapacity: 1000 },
  sink: { rollCount: 100, rollSize: 0, ...sink },
  ...fields,
});
const of = (messagesPerSecond: number, partitions: number) => [
  topic({ messagesPerSecond, bytesPerSecond: messagesPerSecond * 200, partitions }),
];

// 10,000 events/s of 200 B over 3 partitions and 3 agents.
describe("three agents at 10,000 events/s", () => {
  const { jobs } = serviceOf("flume", { flume: [flow({ agents: 3 })] }, {}, of(10_000, 3));
  const [job] = jobs;

  test("a batch of 100 fills in 30 ms, a channel of 10,000 in 3 s", () => {
    expect(job!.messagesPerSecondPerAgent).toBeCloseTo(10_000 / 3, 9);
    expect(job!.batchSeconds).toBeCloseTo(0.03, 9);
    expect(job!.channelSeconds).toBeCloseTo(3, 9);
    expect(job).toMatchObject({ agents: 3, agentLimit: 3, eventsAtRisk: 30_000 });
  });

  test("the heap holds 2 MB of events in 64 % of it, beside 512 MiB", () => {
    expect(job!.channelBytes).toBe(2e6);
    expect(job!.heapBytesPerAgent).toBeCloseTo(512 * 2 ** 20 + 2e6 / 0.64, 3);
  });

  test("files of 100 events are 100 a second of 20 kB, and 8.64 GB of the NameNode's heap a day", () => {
    expect(job).toMatchObject({ filesPerSecond: 100, fileBytes: 20_000 });
    expect(job!.namenodeHeapBytesPerDay).toBeCloseTo(8.64e9, 0);
    const { warnings } = planOf({ flume: [flow({ agents: 3 })] }, {}, of(10_000, 3));
    expect(warnings).toEqual([
      "txn: files of 20 kB, 100 a second, burden the NameNode; roll later",
      "txn: a channel fills in 3 s when its sink stands still; a memory channel loses up to 10000 events with its agent",
    ]);
  });

  test("a thin flow waits no longer than the batch duration", () => {
    const [job] = serviceOf("flume", { flume: [flow({ batchDuration: "500 ms" })] }, {}, of(10, 3)).jobs;
    expect(job!.batchSeconds).toBe(0.5);
  });
});

describe("a million events a second", () => {
  test("over 3 partitions are refused: 34 agents are needed, and 10,000 files a second are too many", () => {
    const { services, refusals } = planOf({ flume: [flow()] }, {}, of(1_000_000, 3));
    expect(services).toEqual([]);
    expect(refusals).toMatchObject([
      { code: "PLM-FLUME-010", resource: "agents", needed: 34, available: 3 },
      { code: "PLM-FLUME-012", resource: "files", needed: 10_000, available: 1400, unit: "files/s" },
    ]);
    expect(refusals[1]!.remedy).toMatch(/^txn: roll files of 715 events or more .* `rollSize: 134 MB`/);
  });

  test("fit with partitions enough and files of a block", () => {
    const large = { rollCount: 0, rollSize: "128 MB", rollInterval: "10 min" };
    const { jobs, fleet } = serviceOf("flume", { flume: [flow({}, large)] }, { flume: hosts() }, of(1_000_000, 40));
    // 200 MB/s in files of 128 MB.
    expect(jobs[0]).toMatchObject({ agents: 34, filesPerSecond: 200 / 128, fileBytes: 128e6 });
    // 2 cores an agent: 6 agents on a host of 16 cores, so 6 hosts carry 34, and one may be lost.
    expect(fleet).toMatchObject({ nodes: 7 });
  });

  test("count the files of all flows together: 15,000 / s in twice 10 events a file", () => {
    const half = { rollCount: 10 };
    const flows = [flow({ name: "a" }, half), flow({ name: "b" }, half)];
    const { refusals } = planOf({ flume: flows }, {}, of(7500, 60));
    expect(refusals).toMatchObject([{ code: "PLM-FLUME-012", needed: 1500 }]);
    expect(planOf({ flume: [flows[0]!] }, {}, of(7500, 60)).refusals).toEqual([]);
  });
});

test("the first roll closes a file: 30 s by default, for each agent", () => {
  const [job] = serviceOf("flume", { flume: [flow({ agents: 3 }, { rollCount: 0 })] }, {}, of(10_000, 3)).jobs;
  expect(job!.filesPerSecond).toBeCloseTo(0.1, 12);
});

test("a fixed number of agents must carry the load", () => {
  const { refusals } = planOf({ flume: [flow({ agents: 1 }, { rollCount: 0 })] }, {}, of(100_000, 60));
  expect(refusals).toMatchObject([{ code: "PLM-FLUME-011", needed: 4, available: 1 }]);
});

test("a node has memory for the largest of the agents that it may run", () => {
  // 1 M events of 200 B in 64 % of the heap; 2 agents of such and 2 of small channels, on two hosts: 2 agents each.
  const large = { channel: { capacity: 1_000_000, transactionCapacity: 1000 } };
  const flows = [flow({ agents: 2 }), flow({ name: "large", agents: 2, ...large })];
  const { fleet } = serviceOf("flume", { flume: flows }, { flume: hosts({ count: 3 }) }, of(10_000, 3));
  const memory = fleet.hosts === "given" ? fleet.resources.find(({ name }) => name === "memory") : undefined;
  expect(memory!.degraded).toBeCloseTo((2 * (512 * 2 ** 20 + 200e6 / 0.64)) / (64 * 2 ** 30), 12);
});
