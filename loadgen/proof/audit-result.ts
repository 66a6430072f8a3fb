import { z } from "zod";

export const partitionAudit = z.strictObject({
  topic: z.string(),
  group: z.string(),
  producer: z.int(),
  partition: z.int(),
  acknowledged: z.int(),
  consumed: z.int(),
  lost: z.int(),
  repeated: z.int(),
  outOfOrder: z.int(),
  /** Stored and read though never acknowledged: allowed, but counted. */
  unacknowledged: z.int(),
});
export type PartitionAudit = z.infer<typeof partitionAudit>;

export const auditResult = z.strictObject({
  clean: z.boolean(),
  acknowledged: z.int(),
  consumed: z.int(),
  lost: z.int(),
  corrupted: z.int(),
  repeated: z.int(),
  outOfOrder: z.int(),
  unacknowledged: z.int(),
  /** Every producer and partition that is not clean. */
  partitions: z.array(partitionAudit),
});
export type AuditResult = z.infer<typeof auditResult>;

/** An audit without what tells where it was not clean. */
export const auditTotals = auditResult.omit({ partitions: true });
export type AuditTotals = z.infer<typeof auditTotals>;
