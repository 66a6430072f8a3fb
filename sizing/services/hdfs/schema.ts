import { z } from "zod";
import { amount, block, count, positive } from "../../inputs/fields.ts";
import { checkTraffic, trafficFields } from "../traffic.ts";

/** A data set that grows in HDFS. */
export const hdfsFlowSchema = block({
  ...trafficFields,
  keep: amount("duration", "How long the data is kept", "1 year"),
  replication: count("Replicas of each block; the rule hdfsReplication if left out", 3, 512).optional(),
  ratio: positive("Bytes stored for each byte that comes in", 0.25).default(1),
  file: amount("bytes", "Mean size of a file; a block if left out", "128 MB").optional(),
}).superRefine(checkTraffic);
export type HdfsFlow = z.output<typeof hdfsFlowSchema>;

export const plannedHdfsFlow = z.strictObject({
  name: z.string().describe("Name of the data set"),
  replication: z.int().positive().describe("Replicas of each block"),
  writtenBytesPerSecond: z.number().nonnegative().describe("At the peak, in all replicas"),
  spaceBytes: z.number().nonnegative().describe("Kept of the average, in all replicas"),
  blocks: z.number().nonnegative().describe("Blocks of what is kept, each counted once"),
  namenodeHeapBytes: z.number().nonnegative().describe("Heap of the NameNode that these blocks take"),
});
