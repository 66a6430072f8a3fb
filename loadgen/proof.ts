import { z } from "zod";

const perSecond = z.number().nonnegative();

/** A latency distribution in milliseconds; `hdr` is the HdrHistogram V2 encoding (base64) of microseconds. */
export const latency = z.strictObject({
  count: z.number().nonnegative(),
  mean: z.number(),
  p50: z.number(),
  p90: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
  hdr: z.string(),
});
export type Latency = z.infer<typeof latency>;

/** One second of a run. `t` is seconds since the load began; the warm-up is part of the series. */
export const sample = z.strictObject({
  t: z.number(),
  dueMessages: perSecond,
  acknowledgedMessages: perSecond,
  acknowledgedBytes: perSecond,
  consumedMessages: perSecond,
  consumedBytes: perSecond,
  /** Produce latency of that second from due time, ms; null when nothing was acknowledged. */
  p50: z.number().nullable(),
  p99: z.number().nullable(),
  retries: z.number().nonnegative(),
  /** Messages due but not yet sent at the end of the second. */
  behindMessages: z.number().nonnegative(),
});
export type Sample = z.infer<typeof sample>;

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
  /** Every producer and partition that is not clean, and no other unless `--audit-detail`. */
  partitions: z.array(partitionAudit),
});
export type AuditResult = z.infer<typeof auditResult>;

/** What the generator and its machine did during the run: the evidence for a valid or an invalid verdict. */
export const ownLimits = z.strictObject({
  workers: z.int(),
  /** Busiest worker's event loop, 0 to 1. */
  eventLoopUtilisation: z.number(),
  /** 99th percentile of the event loop's delay, ms, worst worker. */
  eventLoopDelayP99: z.number(),
  /** CPU of the generator process, in cores. */
  generatorCores: z.number(),
  /** CPU of the whole machine, 0 to 1; null where it cannot be read. */
  machineCpu: z.number().nullable(),
  cores: z.int(),
  /** Messages/s that the same generator offers to a sink which only acknowledges; null when not measured. */
  ceilingMessagesPerSecond: z.number().nullable(),
});
export type OwnLimits = z.infer<typeof ownLimits>;

export const finding = z.strictObject({
  /** Stable, such as `lost`, `rate`, `latency`, `generator-limit`. */
  code: z.string(),
  outcome: z.enum(["pass", "fail", "invalid"]),
  text: z.string(),
});
export type Finding = z.infer<typeof finding>;

export const proofSchema = z.strictObject({
  schema: z.literal("plimsoll/proof@1"),
  name: z.string(),
  run: z.string(),
  startedAt: z.string(),
  verdict: z.enum(["pass", "fail", "invalid"]),
  findings: z.array(finding),
  cluster: z.strictObject({ bootstrap: z.array(z.string()), brokers: z.int(), target: z.string() }),
  driver: z.enum(["plimsoll", "kafkajs"]),
  scale: z.strictObject({ factor: z.number().positive(), chosen: z.string() }),
  warmupSeconds: z.number().nonnegative(),
  measuredSeconds: z.number().positive(),
  topics: z.array(
    z.strictObject({
      name: z.string(),
      topic: z.string(),
      partitions: z.int(),
      plannedPartitions: z.int(),
      replication: z.int(),
      acks: z.string(),
      idempotent: z.boolean(),
      messageBytes: z.number(),
      targetMessagesPerSecond: perSecond,
    }),
  ),
  produce: z.strictObject({
    targetMessagesPerSecond: perSecond,
    targetBytesPerSecond: perSecond,
    messagesPerSecond: perSecond,
    bytesPerSecond: perSecond,
    acknowledged: z.int(),
    failed: z.int(),
    retries: z.int(),
    /** Failed sends by Kafka error name. */
    errors: z.record(z.string(), z.int()),
    maxBehindMessages: z.int(),
    latency,
  }),
  consume: z.array(
    z.strictObject({
      group: z.string(),
      messages: z.int(),
      bytes: z.number(),
      messagesPerSecond: perSecond,
      bytesPerSecond: perSecond,
      /** From due time to consumption, on one host and one clock. */
      latency,
    }),
  ),
  audit: auditResult,
  limits: ownLimits,
  series: z.array(sample),
  /** Things that happened during the run, such as a broker lost or a leader moved. */
  events: z.array(z.strictObject({ t: z.number(), text: z.string() })),
});
export type Proof = z.infer<typeof proofSchema>;

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
  /** Which side was the limit, in a sentence. */
  limit: z.string(),
  machine: z.strictObject({ cores: z.int(), memoryBytes: z.number(), cpu: z.string() }),
});
export type Mark = z.infer<typeof markSchema>;
