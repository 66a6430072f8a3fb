import { describe, expect, test } from "vitest";
import { resolveRules } from "../rules/overrides.ts";
import { workload } from "../testing/samples.ts";
import { wholly } from "./assignment.ts";
import { type Demand, demandsOf } from "./demand.ts";
import { explainPartitions, Partitioner, partitionsNeeded } from "./partitions.ts";

const rules = resolveRules({});
const demand = (topic: object, rest: object = {}) => {
  const given = workload({ ...topic }, { ...rest });
  const [first] = demandsOf(wholly(given), resolveRules(given.rules));
  return first!;
};
const partitionsOf = (of: Demand, brokers: number) =>
  explainPartitions(of, new Partitioner([of], rules).on(brokers, 1)[0]!, rules);
const year = { factor: 2, over: "1 year", horizon: "2 years" };

describe("partitions", () => {
  test.each<[string, object, number, string]>([
    // 100 MB/s at 1 MB/s each is 100, made even over 6 brokers: 102.
    ["by the rate of a partition", {}, 102, "bytesPerSecondPerPartition"],
    // 100 MB/s at 0.4 MB/s a consumer is 250, made even: 252.
    [
      "by the slowest consumer",
      {
        consumers: [
          { group: "a", perConsumer: "0.4 MB/s" },
          { group: "b", perConsumer: "50 MB/s" },
        ],
      },
      252,
      "consumerRate",
    ],
    // 100 MB/s at 0.5 MB/s a producer is 200, made even: 204.
    ["by the producers", { perProducer: "0.5 MB/s" }, 204, "producerRate"],
    ["by the consumers wanted", { consumers: [{ group: "a", count: 300 }] }, 300, "consumersWanted"],
    // 1.1 GB/s is 1,100 exactly, though 1.1 x 10^9 is a little more in floating point; even over 6: 1,104.
    ["without a partition for a rounding error", { rate: "1.1 GB/s" }, 1104, "bytesPerSecondPerPartition"],
    ["at least one on each broker", { rate: "1 kB/s" }, 6, "bytesPerSecondPerPartition"],
    // 100 MB/s compressed to a quarter is 25 MB/s: 25, made even: 30.
    [
      "of what is stored after compression",
      { compression: { codec: "zstd", ratio: 4 } },
      30,
      "bytesPerSecondPerPartition",
    ],
    ["as the user fixed them", { partitions: 7 }, 7, "given"],
  ])("%s", (_, topic, partitions, rule) => {
    const derived = partitionsOf(demand(topic), 6);
    expect([derived.value, derived.basis.name]).toEqual([partitions, rule]);
  });

  test("1.1 GB/s asks for 1,100 partitions, not 1,101", () => {
    expect(partitionsNeeded(demand({ rate: "1.1 GB/s" }))).toBe(1100);
  });

  test("a keyed topic is sized for the horizon, another for today", () => {
    // Twice a year over two years is 4 times: 400 MB/s, 400 partitions, made even over 6: 402.
    expect(partitionsOf(demand({ keyed: true }, { growth: year }), 6).value).toBe(402);
    expect(partitionsOf(demand({}, { growth: year }), 6).value).toBe(102);
  });
});

test("an enforced growth multiplies the rates once", () => {
  const grown = demand({ keyed: true }, { growth: { ...year, enforce: true } });
  expect(grown.bytesPerSecond).toBeCloseTo(400e6);
  expect(grown.messagesPerSecond.value).toBeCloseTo(400_000);
  expect(partitionsNeeded(grown)).toBe(400);
});

test("a message rate and a data rate of the same topic ask for the same", () => {
  expect(demand({ rate: "100000 msg/s" })).toMatchObject({ bytesPerSecond: demand({}).bytesPerSecond });
});
