import { expect, test } from "vitest";
import type { PlannedCluster } from "../../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { steady } from "../load/profile.ts";
import { k6Load } from "./load.ts";

const topic = (over: Partial<PlannedTopic>) =>
  ({
    name: "events",
    partitions: 12,
    replication: 3,
    minInsync: 2,
    acks: "all",
    compression: "lz4",
    keyed: true,
    messagesPerSecond: 485_000,
    messageBytes: 1361,
    ...over,
  }) as PlannedTopic;

const wishes = {
  system: "s",
  shape: steady(1, 60),
  loss: 0,
  p99Ms: null,
  instance: { messagesPerSecond: 20_000, bytesPerSecond: 20e6 },
};

test("instances are enough for the messages and for the bytes", () => {
  const instances = (...topics: PlannedTopic[]) => k6Load({ topics } as unknown as PlannedCluster, wishes).instances;
  // 485,000 x 1,361 B = 660 MB/s: 34 by bytes, 25 by messages.
  expect(instances(topic({}))).toBe(34);
  expect(instances(topic({ messageBytes: 100 }))).toBe(25);
  expect(
    instances(
      topic({ messagesPerSecond: 10_000, messageBytes: 100 }),
      topic({ messagesPerSecond: 11_000, messageBytes: 100 }),
    ),
  ).toBe(2);
  expect(instances(topic({ messagesPerSecond: 1 }))).toBe(1);
});

test("batches keep iterations to 100 a second of an instance, and requests below 1 MB", () => {
  const batch = (over: Partial<PlannedTopic>) => {
    const { topics } = k6Load({ topics: [topic(over)] } as unknown as PlannedCluster, wishes);
    return topics[0]!.batch;
  };
  // 485,000 / (34 x 100) = 142.6.
  expect(batch({})).toBe(143);
  expect(batch({ messagesPerSecond: 50 })).toBe(1);
  // 10,000 / (50 x 100) = 2 of 100 kB each would do; 1 MB each is more than half a megabyte already.
  expect(batch({ messagesPerSecond: 10_000, messageBytes: 100_000 })).toBe(2);
  expect(batch({ messagesPerSecond: 1000, messageBytes: 1_000_000 })).toBe(1);
});

test("as many messages are expected as the arrivals bring, rounded as those are", () => {
  const messages = (over: Partial<PlannedTopic>) =>
    k6Load({ topics: [topic(over)] } as unknown as PlannedCluster, wishes).topics[0]!.messages;
  expect(messages({ messagesPerSecond: 50 })).toBe(3000);
  // 100.05 iterations of one message, of which k6 is told 100: 0.05 % less.
  expect(messages({ messagesPerSecond: 100.05, messageBytes: 500_000 })).toBe(6000);
});
