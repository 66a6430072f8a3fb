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
  /** Messages given up in that second for want of room, where the workload says so. */
  droppedMessages: z.number().nonnegative(),
  /** Messages due but not yet sent at the end of the second. */
  behindMessages: z.number().nonnegative(),
});
export type Sample = z.infer<typeof sample>;

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

/**
 * Harm that was done to the cluster, and what came of it. Times in seconds since the load began; a fault is felt from
 * its beginning until the run has recovered, else until the next fault or the end.
 */
export const faultReport = z.strictObject({
  /** Such as `kill broker 2`. */
  text: z.string(),
  planned: z.number(),
  /** Null where the run ended before. */
  began: z.number().nullable(),
  /** When what was harmed served again; null where nobody took the harm back during the run. */
  ended: z.number().nullable(),
  /** Why it was not carried out, or not taken back. */
  failure: z.string().nullable(),
  /** When the rate was back within 1 % and the backlog gone, to the second; null if not before the next fault or the end. */
  recovered: z.number().nullable(),
  /** From its beginning to the recovery, which may come while the harm lasts; 0 if the rate never gave way. */
  recoverySeconds: z.number().nullable(),
  /** From its end to the recovery. */
  recoverySecondsAfterEnd: z.number().nullable(),
  /** Of what was acknowledged while it was felt, ms; null when nothing was. */
  latencyP99: z.number().nullable(),
  /** Acknowledged messages, due while it was felt, that a group never read. */
  lost: z.int(),
  /** The same of messages due before it, after the fault before it. */
  lostBefore: z.int(),
  repeated: z.int(),
  outOfOrder: z.int(),
  /** Messages sent again, and given up, while it was felt. */
  retries: z.int(),
  failed: z.int(),
  /** Of those, by Kafka's name of the error. */
  errors: z.record(z.string(), z.int()),
});
export type FaultReport = z.infer<typeof faultReport>;

/** What one agent of a run carried, and what its machine did meanwhile: null is what was lost with it. */
export const agentReport = z.strictObject({
  /** `host:port`, as the coordinator called it. */
  address: z.string(),
  /** Its part of the load, 0 to 1. */
  share: z.number(),
  workers: z.int(),
  cores: z.int(),
  /** Its busiest worker's event loop, 0 to 1. */
  eventLoopUtilisation: z.number().nullable(),
  eventLoopDelayP99: z.number().nullable(),
  generatorCores: z.number().nullable(),
  machineCpu: z.number().nullable(),
  /** Messages/s that it offers to a sink of its own; null when not measured. */
  ceilingMessagesPerSecond: z.number().nullable(),
  /** Its time of day against the coordinator's, read over the network before the run and after it. */
  clock: z.strictObject({
    /** How far it was ahead, which its workers allow for. */
    offsetMicros: z.number(),
    /** How far off that may have been at any time of the run. */
    errorMicros: z.number().nonnegative(),
    /** How far it went away during the run; null if it was not read again. */
    driftMicros: z.number().nullable(),
  }),
  /** When it was lost, in seconds since the load began, and how that was noticed; null if it stayed to the end. */
  lost: z
    .strictObject({
      t: z.number(),
      why: z.string(),
      /** Of these nobody knows what was acknowledged, and the audit leaves them out. */
      producers: z.array(z.int()),
      /** What its consumers had read is not known: these are left out too. */
      unread: z.array(z.strictObject({ topic: z.string(), group: z.string(), partitions: z.array(z.int()) })),
    })
    .nullable(),
});
export type AgentReport = z.infer<typeof agentReport>;

/** A mean with the half width of its interval at `confidence`; null where there are too few values for one. */
const interval = z.strictObject({
  mean: z.number(),
  halfWidth: z.number().nonnegative().nullable(),
  confidence: z.number(),
});

/** Whether what was measured was a steady state. */
export const steadiness = z.strictObject({
  /** The warm-up ended as told, when the latency was found steady, or after its longest time without that. */
  warmUp: z.enum(["told", "found", "not found"]),
  /** Acknowledged, and the median latency of a second in ms; null where nothing was measured. */
  messagesPerSecond: interval.nullable(),
  p50: interval.nullable(),
  /** By how many ms the median latency rose over the measurement beyond chance; null where it was too short to tell. */
  p50Change: z.number().nullable(),
});
export type Steadiness = z.infer<typeof steadiness>;

/** A run beside an earlier one of the same load. */
export const comparison = z.strictObject({
  run: z.string(),
  startedAt: z.string(),
  /** What differs by no more than this part of the earlier figure is the same. */
  tolerance: z.number().nonnegative(),
  /** Why the runs cannot be compared; empty where they can. */
  differences: z.array(z.string()),
  changes: z.array(
    z.strictObject({
      /** Such as `produce.p99`. */
      figure: z.string(),
      before: z.number(),
      now: z.number(),
      text: z.string(),
      outcome: z.enum(["better", "same", "worse"]),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;

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
  /** How the rate went, such as `steady` or `spike:x100`. */
  profile: z.string(),
  /** The condition that ended the run early; null if none did. */
  stopped: z.string().nullable(),
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
      /** What was due in the measured time, as a mean. */
      targetMessagesPerSecond: perSecond,
      /** Acknowledged in the measured time, and its latency. */
      messagesPerSecond: perSecond,
      latency,
      /** Null where nothing is dropped, and what finds no room waits. */
      drop: z
        .strictObject({ afterMs: z.number().positive(), atMost: z.number(), dropped: z.int(), due: z.int() })
        .nullable(),
    }),
  ),
  produce: z.strictObject({
    /** What was due in the measured time, as a mean. */
    targetMessagesPerSecond: perSecond,
    targetBytesPerSecond: perSecond,
    /** Of the target what can be acknowledged in the measured time: due 100 ms before its end. */
    inTimeMessagesPerSecond: perSecond,
    /** The highest rate of the whole run. */
    peakMessagesPerSecond: perSecond,
    messagesPerSecond: perSecond,
    bytesPerSecond: perSecond,
    acknowledged: z.int(),
    failed: z.int(),
    /** Found no room in time and were dropped, as the workload says: never sent. */
    dropped: z.int(),
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
      /** What its consumers read at most by their own rate, of record batches as they are stored; null if not told. */
      limitBytesPerSecond: perSecond.nullable(),
      /** The same, as read in the measured time. */
      fetchedBytesPerSecond: perSecond,
      /** How far behind the tail it was to read. */
      lagSeconds: z.number().nonnegative(),
      /** What was there for it to be read when the load was over; it reads that without a limit, for the audit. */
      behindMessages: z.number().nonnegative(),
      /** Reread from the beginning of the log beside it: every byte is checked, none is missed. */
      historyBytes: z.number().nonnegative(),
      /** From due time to consumption. */
      latency,
      /** How far off the clocks of the agents may make that, ms; 0 where all was on one clock. */
      clockError: z.number().nonnegative(),
    }),
  ),
  audit: auditResult,
  steady: steadiness,
  /** Null where no earlier run was given. */
  baseline: comparison.nullable(),
  limits: ownLimits,
  /** None where the load came from the coordinator's own machine. */
  agents: z.array(agentReport),
  series: z.array(sample),
  /** What the brokers told of themselves meanwhile, in order of time; none where nothing could be asked. */
  brokers: z.array(brokerSample),
  faults: z.array(faultReport),
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
