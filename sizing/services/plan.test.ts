import { describe, expect, test } from "vitest";
import { numbers } from "../testing/numbers.ts";
import { plannedService } from "./planned.ts";
import { hosts, planOf, topic } from "./testing/sample.ts";

const all = {
  nifi: [{ name: "decode", topic: "events", processors: 4, contentWrites: 2, cache: { entries: 1e6, entry: "200 B" } }],
  connect: [{ name: "sink", topic: "events", direction: "sink" }],
  flink: [{ name: "windows", topic: "events", state: { keys: 1e6, bytesPerKey: "100 B", checkpoint: "1 min" } }],
  spark: [{ name: "batches", topic: "events", batch: "30 s", receivers: 2, wal: true }],
  flume: [
    {
      name: "files",
      topic: "events",
      channel: { capacity: 10_000, transactionCapacity: 1000 },
      sink: { rollCount: 0, rollSize: "128 MB", rollInterval: 0 },
    },
  ],
  hdfs: [{ name: "raw", topic: "events", keep: "30 days" }],
  mirror: [{ name: "hub", topics: ["events"], bandwidth: "10 Gb/s", roundTrip: "20 ms" }],
};
const kinds = ["nifi", "connect", "flink", "spark", "flume", "hdfs", "mirror"] as const;
const everywhere = Object.fromEntries(kinds.map((kind) => [kind, hosts()]));

describe.each([
  ["on hosts", everywhere],
  ["without hosts", {}],
])("a plan of all services %s", (_, serviceHosts) => {
  const { services, explanation, refusals } = planOf(all, serviceHosts);

  test("has each kind once, in its order, and fits its schema", () => {
    expect(refusals).toEqual([]);
    expect(services.map(({ name }) => name)).toEqual(kinds);
    for (const service of services) expect(plannedService.parse(service)).toEqual(service);
  });

  test("explains every number and nothing else", () => {
    const explained = Object.entries(explanation).map(([key, reason]) => [key, reason.value]);
    expect(explained).toEqual(numbers({ services }));
  });
});

test("a number is found by the names of its service, job and resource", () => {
  const { explanation } = planOf(all, everywhere);
  expect(explanation["services.connect.jobs.sink.tasks"]).toEqual({
    value: 10,
    unit: "tasks",
    formula: "work / work that one does, rounded up",
    inputs: { workBytesPerSecond: 50e6, bytesPerSecondEach: 5e6 },
    rule: "connectBytesPerTask",
    source: "Plimsoll's own choice (2026)",
  });
  expect(explanation["services.connect.fleet.resources.memory.ownNeed"]).toMatchObject({
    value: 4 * 2 ** 30,
    rule: "connectHeapBytes",
  });
});

test("a refused service leaves the others planned", () => {
  const { services, refusals } = planOf(all, { ...everywhere, nifi: hosts({ count: 1 }) });
  expect(refusals.map(({ code }) => code)).toEqual(["PLM-NIFI-009"]);
  expect(services.map(({ name }) => name)).toEqual(kinds.slice(1));
});

test("a rule that the user set otherwise is followed and named", () => {
  const { services, explanation } = planOf(all, {}, [topic()], { connectBytesPerTask: "10 MB/s" });
  expect(services.find(({ kind }) => kind === "connect")).toMatchObject({ jobs: [{ tasks: 5 }] });
  expect(explanation["services.connect.jobs.sink.tasks"]!.source).toMatch(/^workload: rules.connectBytesPerTask/);
});

test("hosts without a job are told", () => {
  expect(planOf({}, { flink: hosts() })).toEqual({
    services: [],
    explanation: {},
    refusals: [],
    warnings: ["flink: the inventory has hosts for it, but the workload has no flink job"],
  });
});

test("a topic that does not exist is a problem of the input", () => {
  expect(() => planOf({ connect: [{ name: "sink", topic: "evnts", direction: "sink" }] })).toThrow(
    expect.objectContaining({
      code: "PLM-SERVICE-001",
      details: ["connect.0.topic: `evnts` is no topic of this workload; did you mean `events`?"],
    }),
  );
});
