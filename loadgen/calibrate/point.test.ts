import { expect, test } from "vitest";
import { messagesOf, nameOf, type Point, workOf } from "./point.ts";

const point: Point = {
  messageBytes: 1000,
  batchBytes: 16_384,
  readers: 1,
  replication: 3,
  acks: "all",
  codec: "none",
};

test("work is counted where the planner's costs fall: messages and batches once, bytes on every replica", () => {
  // 2 million of 1 kB in batches of 16: 2 GB in, on three replicas, to two followers and read once.
  expect(workOf(point, { messages: 2e6, messagesPerBatch: 16, readBytes: 2e9 })).toEqual({
    cpuPerMillionMessages: 2,
    cpuPerMillionBatches: 0.125,
    cpuPerGigabyteWritten: 6,
    cpuPerGigabyteSent: 6,
  });
});

test("what brokers compress costs by its size before, and is stored and sent by its size after", () => {
  const compressed: Point = { ...point, replication: 1, codec: "zstd" };
  // 3 GB before compression are 1 GB after it, once stored and read by half.
  expect(workOf(compressed, { messages: 3e6, messagesPerBatch: 16, readBytes: 1.5e9 })).toEqual({
    cpuPerMillionMessages: 3,
    cpuPerMillionBatches: 0.1875,
    cpuPerGigabyteWritten: 1,
    cpuPerGigabyteSent: 0.5,
    cpuPerGigabyteZstd: 3,
  });
  expect(messagesOf(compressed).compression).toEqual({ codec: "zstd", ratio: 3, by: "brokers" });
});

test("a point is named by what it varies", () => {
  expect(nameOf(point)).toBe("1000 B in batches of 16.4 kB, 3 replicas, acks all, read");
  expect(nameOf({ ...point, readers: 0, replication: 1, acks: "1", codec: "lz4" })).toBe(
    "1000 B in batches of 16.4 kB, 1 replica, acks 1, lz4 on the brokers",
  );
});
