import { expect, test } from "vitest";
import { Spread } from "./spread.ts";

const topic = { name: "t", acks: "all", partitions: 10, batchBytes: 1000 } as const;

test("without a key it stays on a partition for 100 ms and then draws another", () => {
  let now = 0;
  const draws = [0.35, 0.99];
  const spread = new Spread(
    topic,
    () => now,
    () => draws.shift()!,
  );
  const next = () => spread.partitionOf({ key: null, partition: null });
  expect([next(), next()]).toEqual([3, 3]);
  now = 99;
  expect(next()).toBe(3);
  now = 100;
  expect([next(), next()]).toEqual([9, 9]);
});

test("a key has the partition that Kafka's Java producer gives it, unless the client has named one", () => {
  const spread = new Spread(topic, () => 0, Math.random);
  // murmur2("21") = -973932308 in Kafka's own UtilsTest; its lower 31 bits, 1173551340, modulo 10.
  expect(spread.partitionOf({ key: Buffer.from("21"), partition: null })).toBe(0);
  // murmur2("foobar") = -790332482; 1357151166 modulo 10.
  expect(spread.partitionOf({ key: Buffer.from("foobar"), partition: null })).toBe(6);
  expect(spread.partitionOf({ key: Buffer.from("foobar"), partition: 2 })).toBe(2);
});
