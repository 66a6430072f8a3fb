import { expect, it } from "vitest";
import { consumerSchema } from "../sizing/inputs/consumer.ts";
import { groupLoads } from "./groups.ts";

const topic = {
  partitions: 12,
  consumers: [
    { group: "sink", perConsumerBytesPerSecond: 50e6 },
    { group: "index", perConsumerBytesPerSecond: 2e6 },
    { group: "other", perConsumerBytesPerSecond: null },
  ],
};

it("limits a group to what its consumers read, in the scale of the load", () => {
  const written = [consumerSchema.parse({ group: "sink", count: 4 })];
  // 4 x 50 MB/s / 10; without a count a consumer for each of 12 partitions: 12 x 2 MB/s / 10.
  expect(groupLoads(topic, written, 0.1, 30).map(({ bytesPerSecond }) => bytesPerSecond)).toEqual([20e6, 2.4e6, null]);
});

it("has no more consumers than partitions", () => {
  const written = [consumerSchema.parse({ group: "sink", count: 100 })];
  expect(groupLoads(topic, written, 1, 30)[0]!.bytesPerSecond).toBe(600e6);
});

it("takes lag and history from the workload, the lag only as far as the run is long", () => {
  const written = [
    consumerSchema.parse({ group: "index", lag: "2 h", history: 0.1 }),
    consumerSchema.parse({ group: "sink", lag: "5 s" }),
  ];
  expect(groupLoads(topic, written, 1, 30)).toMatchObject([
    { group: "sink", lagSeconds: 5, history: 0 },
    { group: "index", lagSeconds: 30, history: 0.1 },
    { group: "other", lagSeconds: 0, history: 0 },
  ]);
});
