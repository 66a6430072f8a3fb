import { Partitioners } from "kafkajs";
import { expect, it } from "vitest";
import { keysByPartition, murmur2 } from "./keys.ts";

it("hashes as Kafka's own tests say", () => {
  // org.apache.kafka.common.utils.UtilsTest#testMurmur2
  const cases: [string, number][] = [
    ["21", -973932308],
    ["foobar", -790332482],
    ["a-little-bit-long-string", -985981536],
    ["a-little-bit-longer-string", -1486304829],
    ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ];
  for (const [text, hash] of cases) expect(murmur2(Buffer.from(text))).toBe(hash);
});

it("places keys where another client's default partitioner places them", () => {
  const partition = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: 7 }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 1,
    replicas: [1],
    isr: [1],
  }));
  const keys = keysByPartition(7, 9);
  expect(keys.map((mine) => mine.length)).toEqual(Array(7).fill(9));
  for (const [p, mine] of keys.entries())
    for (const key of mine) expect(partition({ topic: "t", partitionMetadata, message: { key, value: null } })).toBe(p);
});
