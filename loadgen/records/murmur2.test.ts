import fc from "fast-check";
import { Partitioners } from "kafkajs";
import { expect, test } from "vitest";
import { murmur2, partitionOfKey } from "./murmur2.ts";

// From the tests of Kafka's Java client (UtilsTest, testMurmur2).
test.each([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ["abc", 479470107],
])("hashes %s as the Java client does", (key, hash) => {
  expect(murmur2(Buffer.from(key))).toBe(hash);
});

test("places keys of any bytes where another client's default partitioner places them", () => {
  const partition = Partitioners.DefaultPartitioner();
  const places = (count: number) =>
    Array.from({ length: count }, (_, partitionId) => ({
      partitionErrorCode: 0,
      partitionId,
      leader: 1,
      replicas: [1],
      isr: [1],
    }));
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 700 }), (bytes, count) => {
      const key = Buffer.from(bytes);
      const other = partition({ topic: "t", partitionMetadata: places(count), message: { key, value: null } });
      expect(partitionOfKey(key, count)).toBe(other);
    }),
  );
});
