import { expect, test } from "vitest";
import type { PartitionMetadata } from "../wire/requests.ts";
import { partitionsOf } from "./partition-probe.ts";

const partition = (leader: number, inSync: number[]): PartitionMetadata => ({
  error: 0,
  partition: 0,
  leader,
  epoch: 1,
  replicas: [1, 2, 3],
  inSync,
});
const metadata = {
  brokers: [],
  topics: [
    { error: 0, name: "a", partitions: [partition(1, [1, 2, 3]), partition(1, [1, 3]), partition(2, [2])] },
    { error: 0, name: "b", partitions: [partition(1, [1, 2]), partition(-1, [])] },
  ],
};

test.each([
  [1, 3, 2],
  [2, 1, 1],
  [3, 0, 0],
])("broker %i leads %i partitions, of which %i lack a replica", (id, leaders, underReplicatedPartitions) => {
  expect(partitionsOf(metadata, id)).toMatchObject({ leaders, underReplicatedPartitions, cpuSeconds: null });
});

test("without an answer nothing is told", () => {
  expect(partitionsOf(null, 1)).toBeNull();
});
