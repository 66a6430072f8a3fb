import { expect, test } from "vitest";
import { parseWorkload } from "../../../sizing/index.ts";
import { streamDemand } from "./demand.ts";

const base = { name: "t", rate: "100 MB/s", size: "1 kB", retention: "1 h", replication: 3 };
const groups = (...names: string[]) => names.map((group) => ({ group }));
const demand = (topics: object[], rest: object = {}) =>
  streamDemand(parseWorkload({ name: "w", metadata: "kraft", topics, ...rest }, "workload.yaml"));

test("topics add up to one stream", () => {
  const topics = [
    { ...base, consumers: groups("a", "b") },
    { ...base, name: "u", rate: "200000 msg/s", size: "500 B", retention: "2 h", consumers: groups("a", "b") },
  ];
  // 100 MB/s x 3,600 s + 100 MB/s x 7,200 s, three times
  expect(demand(topics)).toEqual({ bytesPerSecond: 200e6, readers: 2, replication: 3, storedBytes: 3.24e12 });
});

test("retention goes by the mean where that is told", () => {
  // 50 MB/s x 86,400 s, three times
  expect(demand([{ ...base, average: "50 MB/s", retention: "24 h" }]).storedBytes).toBeCloseTo(12.96e12, -3);
});

test("a stream is read at least once, and by routing jobs where there are any", () => {
  expect(demand([base]).readers).toBe(1);
  const routing = { sinks: ["s3", "search"], consumer: { share: 0.3, retention: "4 h", replication: 2 } };
  expect(demand([{ ...base, consumers: groups("a") }], { routing }).readers).toBe(2);
});

test("what the model cannot be told is an error", () => {
  expect(() => demand([base, { ...base, name: "u", replication: 2 }])).toThrow("several replications");
  expect(() => demand([{ ...base, retention: "10 GB" }])).toThrow("only a time of retention");
});
