import { z } from "zod";
import { auditResult } from "./audit-result.ts";
import { latency } from "./latency.ts";
import { sample } from "./sample.ts";

const perSecond = z.number().nonnegative();

const markPhase = z.strictObject({
  seconds: z.number(),
  messagesPerSecond: perSecond,
  bytesPerSecond: perSecond,
  readBytesPerSecond: perSecond,
  latency,
  generatorCores: z.number(),
  machineCpu: z.number().nullable(),
  series: z.array(sample),
});

/** The generator's own mark on this machine: what it offered to one broker and to a sink. Reported, not judged. */
export const markSchema = z.strictObject({
  schema: z.literal("plimsoll/mark@1"),
  startedAt: z.string(),
  target: z.strictObject({ messagesPerSecond: perSecond, bytesPerSecond: perSecond, readBytesPerSecond: perSecond }),
  messageBytes: z.number(),
  partitions: z.int(),
  sink: markPhase,
  produce: markPhase,
  produceAndRead: markPhase,
  audit: auditResult,
  /** Whether all was read back in the time given for it; if not, what the audit misses may only be unread. */
  drained: z.boolean(),
  /** Which side was the limit, in a sentence. */
  limit: z.string(),
  machine: z.strictObject({ cores: z.int(), memoryBytes: z.number(), cpu: z.string() }),
});
export type Mark = z.infer<typeof markSchema>;
