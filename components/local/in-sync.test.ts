import { expect, test } from "vitest";
import type { PartitionView } from "../kafka/cluster-view.ts";
import { partitionsBehind } from "./in-sync.ts";

const partition = (id: number, replicas: number[], inSync: number[]): PartitionView => ({
  id,
  leader: inSync[0] ?? null,
  replicas,
  inSync,
});
const view = (...partitions: PartitionView[]) => ({
  brokers: [1, 2, 3],
  controller: 1,
  topics: [{ name: "a", partitions }],
});

test("a partition on the broker that lacks a copy in sync is named", () => {
  expect(partitionsBehind(view(partition(0, [1, 2], [1, 2]), partition(7, [2, 3], [2])), 2)).toEqual(["a-7"]);
});

test("partitions elsewhere do not keep a broker from being restarted, nor does one without a second copy", () => {
  expect(partitionsBehind(view(partition(0, [1, 2], [1]), partition(1, [3], [3])), 3)).toEqual([]);
});

test("a partition whose leader is gone counts as behind", () => {
  expect(partitionsBehind(view(partition(0, [3, 1], [])), 3)).toEqual(["a-0"]);
});
