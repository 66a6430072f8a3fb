import { z } from "zod";
import { bytes, bytesPerSecond } from "./measures.ts";

export const perBroker = z.strictObject({
  networkInBytesPerSecond: bytesPerSecond.describe("From producers and leaders, at the peak"),
  networkOutBytesPerSecond: bytesPerSecond.describe("To consumers and followers, at the peak"),
  diskWriteBytesPerSecond: bytesPerSecond.describe("Written to the log, at the peak"),
  diskReadBytesPerSecond: bytesPerSecond.describe("Read by those too far behind for the page cache"),
  diskUsedBytes: bytes.describe("Held by all replicas of the broker"),
  cpuCores: z.number().nonnegative().describe("Cores in use at the peak"),
  heapBytes: bytes.describe("Heap of the broker"),
  pageCacheBytes: bytes.describe("Left of the memory for the page cache"),
  pageCacheReachSeconds: z
    .number()
    .nonnegative()
    .describe("How far behind the tail a reader may be before it reads from the disks"),
  partitions: z.number().nonnegative().describe("Leaders on the busiest broker"),
  replicas: z.number().nonnegative().describe("Replicas on the busiest broker"),
});
export type PerBroker = z.infer<typeof perBroker>;

/** The host of each broker, as the inventory or the catalogue has it, with the disks that are bought for it. */
export const brokerHost = z.strictObject({
  offer: z.string().describe("Its name in the catalogue, or `inventory`"),
  cores: z.number().positive().describe("Physical cores"),
  memoryBytes: bytes.describe("Memory"),
  networkBytesPerSecond: bytesPerSecond.describe("Speed of the network in each direction"),
  disks: z
    .array(
      z.strictObject({
        name: z.string().describe("Place, kind and arrangement of the group, such as `1-hdd-raid1`"),
        count: z.int().positive().describe("Disks of the group, mirrors and parity included"),
        sizeBytes: bytes.describe("Size of one disk"),
        writeBytesPerSecond: bytesPerSecond
          .nullable()
          .describe("Sequential write rate of one disk; null where it is not told"),
        iops: z.number().nonnegative().nullable().describe("Operations a second of one disk; null where not told"),
      }),
    )
    .describe("Groups of like disks for the log"),
});
export type BrokerHost = z.infer<typeof brokerHost>;
