import { z } from "zod";

/** What a broker told of itself between two readings, as rates; null is what its source does not tell. */
export const brokerSample = z.strictObject({
  /** Of the later reading, seconds since the load began. */
  t: z.number(),
  /** Since the reading before it. */
  seconds: z.number().positive(),
  broker: z.string(),
  cpuCores: z.number().nullable(),
  /** Read from disks: what the page cache did not have. */
  diskReadBytesPerSecond: z.number().nullable(),
  diskWriteBytesPerSecond: z.number().nullable(),
  networkInBytesPerSecond: z.number().nullable(),
  networkOutBytesPerSecond: z.number().nullable(),
  /** Followers that fell out of sync. */
  isrShrinks: z.number().nullable(),
  /** Partitions of this run's topics that it leads. */
  leaders: z.int().nullable(),
  /** Of the partitions that it leads those that lack a replica in sync; of this run's topics where only they are known. */
  underReplicatedPartitions: z.number().nullable(),
  requestQueue: z.number().nullable(),
  /** Part of the request handlers' time, 0 to 1. */
  requestHandlerIdle: z.number().nullable(),
});
export type BrokerSample = z.infer<typeof brokerSample>;
