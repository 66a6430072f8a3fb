import type { AgentReport } from "../proof/agent-report.ts";
import type { AuditResult } from "../proof/audit-result.ts";
import type { BrokerSample } from "../proof/broker-sample.ts";
import type { Latency } from "../proof/latency.ts";
import type { Mark } from "../proof/mark.ts";
import type { Proof } from "../proof/proof.ts";
import type { Sample } from "../proof/sample.ts";
import { brokerSample } from "../testing/broker-sample.ts";

/** Values for the tests of the reports: a run of 25 s at 1/20 that lost a broker, and a mark beside it. */

const messageBytes = 1361;

export function latencyOf(p50: number, count = 485_000): Latency {
  return { count, mean: 1.3 * p50, p50, p90: 2 * p50, p99: 6 * p50, p999: 30 * p50, max: 90 * p50, hdr: "" };
}

export const cleanAudit: AuditResult = {
  clean: true,
  acknowledged: 485_000,
  consumed: 485_000,
  lost: 0,
  corrupted: 0,
  repeated: 0,
  outOfOrder: 0,
  unacknowledged: 0,
  partitions: [],
};

function sampleOf(t: number, due: number, held: number, read = held): Sample {
  return {
    t,
    dueMessages: due,
    acknowledgedMessages: held,
    acknowledgedBytes: held * messageBytes,
    consumedMessages: read,
    consumedBytes: read * messageBytes,
    p50: held > 0 ? 4.2 : null,
    p99: held > 0 ? (21 * due) / held : null,
    retries: held < due ? 14 : 0,
    droppedMessages: 0,
    behindMessages: Math.max(0, due - held),
  };
}

const heldAfterLoss = [24_250, 6_100, 0, 0, 9_000, 52_000, 48_000, 31_000];

function lostBroker(t: number): number {
  return t < 12 ? 24_250 + 130 * Math.sin(3 * t) : (heldAfterLoss[Math.floor(t) - 12] ?? 24_250);
}

/** Broker 3 is gone from 12 s to 17 s. */
function brokerOf(id: number, t: number): BrokerSample {
  const cpuCores = id === 3 && t >= 12 && t <= 18 ? null : 0.2 * id;
  const diskWriteBytesPerSecond = cpuCores === null ? null : 11e6;
  const broker = `broker ${id}`;
  return brokerSample({ t, broker, cpuCores, diskWriteBytesPerSecond, leaders: 12, underReplicatedPartitions: 0 });
}

export const proof: Proof = {
  schema: "plimsoll/proof@1",
  name: "claro",
  run: "8f2c1a",
  startedAt: "2025-01-15T10:20:30.000Z",
  verdict: "pass",
  findings: [
    { code: "lost", outcome: "pass", text: "nothing that was acknowledged is missing" },
    { code: "rate", outcome: "pass", text: "24,250 msg/s held of 24,250 due" },
    { code: "latency", outcome: "pass", text: "no latency objective was set" },
    { code: "generator-limit", outcome: "pass", text: "the generator was 31 % busy" },
  ],
  cluster: { bootstrap: ["127.0.0.1:19092", "127.0.0.1:19093"], brokers: 5, target: "local" },
  driver: "plimsoll",
  scale: { factor: 0.05, chosen: "half of what a trial of 3 s held on this machine" },
  profile: "steady",
  stopped: null,
  warmupSeconds: 5,
  measuredSeconds: 20,
  topics: [
    {
      name: "network-events",
      topic: "plimsoll-proof-8f2c1a-network-events",
      partitions: 35,
      plannedPartitions: 660,
      replication: 3,
      acks: "all",
      idempotent: true,
      messageBytes,
      targetMessagesPerSecond: 24_250,
      messagesPerSecond: 24_250,
      latency: latencyOf(4.2),
      drop: null,
    },
  ],
  produce: {
    targetMessagesPerSecond: 24_250,
    targetBytesPerSecond: 24_250 * messageBytes,
    inTimeMessagesPerSecond: 24_250,
    peakMessagesPerSecond: 24_250,
    messagesPerSecond: 24_250,
    bytesPerSecond: 24_250 * messageBytes,
    acknowledged: 485_000,
    failed: 0,
    dropped: 0,
    retries: 61,
    errors: {},
    maxBehindMessages: 96_000,
    latency: latencyOf(4.2),
  },
  consume: [
    {
      group: "hdfs-sink",
      messages: 485_000,
      bytes: 485_000 * messageBytes,
      messagesPerSecond: 24_250,
      bytesPerSecond: 24_250 * messageBytes,
      limitBytesPerSecond: null,
      fetchedBytesPerSecond: 24_250 * messageBytes,
      lagSeconds: 0,
      behindMessages: 0,
      topics: [
        {
          topic: "plimsoll-proof-8f2c1a-network-events",
          messagesPerSecond: 24_250,
          limitBytesPerSecond: null,
          fetchedBytesPerSecond: 24_250 * messageBytes,
          lagSeconds: 0,
          behindMessages: 0,
        },
      ],
      historyBytes: 0,
      latency: latencyOf(6.8),
      clockError: 0,
    },
  ],
  audit: { ...cleanAudit, repeated: 212, unacknowledged: 40 },
  limits: {
    workers: 2,
    eventLoopUtilisation: 0.31,
    eventLoopDelayP99: 11.2,
    generatorCores: 0.42,
    machineCpu: 0.71,
    cores: 2,
    memory: { peakBytes: 210e6, grownBytes: 2e6, limitBytes: 16e9 },
    ownDelayP99: 1.5,
    ceilingMessagesPerSecond: 812_000,
  },
  steady: {
    warmUp: "told",
    messagesPerSecond: { mean: 24_250, halfWidth: 3_100, confidence: 0.95 },
    p50: { mean: 4.2, halfWidth: 0.1, confidence: 0.95 },
    p50Change: 0,
  },
  baseline: null,
  agents: [],
  series: Array.from({ length: 25 }, (_, t) => sampleOf(t, 24_250, lostBroker(t), lostBroker(t - 0.4))),
  brokers: [1, 2, 3].flatMap((id) => Array.from({ length: 25 }, (_, i) => brokerOf(id, i + 1))),
  faults: [
    {
      text: "kill broker 3",
      planned: 12,
      began: 12.01,
      ended: 17.4,
      failure: null,
      recovered: 20,
      recoverySeconds: 7.99,
      recoverySecondsAfterEnd: 2.6,
      latencyP99: 4180,
      lost: 0,
      lostBefore: 0,
      repeated: 212,
      outOfOrder: 0,
      retries: 61,
      failed: 0,
      errors: { NETWORK_EXCEPTION: 47, NOT_LEADER_OR_FOLLOWER: 14 },
    },
  ],
  events: [
    { t: 12, kind: "fault", text: "broker 3 killed" },
    { t: 16, kind: "leader-moved", text: "leaders of 7 partitions of network-events moved" },
  ],
  eventCounts: { "leader-moved": 1, fault: 1 },
};

/** The same run with an acknowledged message missing. */
export const failedProof: Proof = {
  ...proof,
  verdict: "fail",
  findings: [
    { code: "lost", outcome: "fail", text: "3 acknowledged messages are missing in network-events partition 7" },
    { code: "rate", outcome: "fail", text: "20,100 msg/s held of 24,250 due" },
    { code: "generator-limit", outcome: "pass", text: "the generator was 31 % busy" },
  ],
  audit: {
    ...cleanAudit,
    clean: false,
    lost: 3,
    consumed: 484_997,
    partitions: [
      {
        topic: "network-events",
        group: "hdfs-sink",
        producer: 0,
        partition: 7,
        acknowledged: 13_857,
        consumed: 13_854,
        lost: 3,
        repeated: 0,
        outOfOrder: 0,
        unacknowledged: 0,
      },
    ],
  },
};

/** A run in which the generator, not the cluster, was the limit. */
export const invalidProof: Proof = {
  ...proof,
  verdict: "invalid",
  findings: [
    { code: "generator-limit", outcome: "invalid", text: "the busiest worker was 98 % busy, so the rate is its own" },
  ],
};

function phase(rate: number, read: number, seconds = 20): Mark["produce"] {
  const series = Array.from({ length: seconds }, (_, t) => {
    const held = rate * (1 + 0.04 * Math.sin(t));
    return { ...sampleOf(t, rate, held), consumedBytes: read * (1 + 0.03 * Math.cos(t)), p99: 38 };
  });
  return {
    seconds,
    messagesPerSecond: rate,
    bytesPerSecond: rate * messageBytes,
    readBytesPerSecond: read,
    latency: latencyOf(7, rate * seconds),
    generatorCores: 0.8,
    machineCpu: 0.97,
    series,
  };
}

export const mark: Mark = {
  schema: "plimsoll/mark@1",
  startedAt: "2025-01-15T10:21:30.000Z",
  target: { messagesPerSecond: 485_000, bytesPerSecond: 660e6, readBytesPerSecond: 670e6 },
  messageBytes,
  partitions: 12,
  sink: phase(812_000, 0, 5),
  produce: phase(491_000, 0),
  produceAndRead: phase(312_000, 430e6),
  audit: cleanAudit,
  drained: true,
  limit: "the broker and its disk on this machine: the generator's own ceiling is 812,000 msg/s",
  machine: { cores: 2, memoryBytes: 24e9, cpu: "Example CPU 2.5 GHz" },
};

/** An agent that stayed to the end. */
export const agentReport: AgentReport = {
  address: "g1:7171",
  share: 0.5,
  workers: 4,
  cores: 8,
  eventLoopUtilisation: 0.4,
  eventLoopDelayP99: 7,
  generatorCores: 1.25,
  machineCpu: 0.2,
  ceilingMessagesPerSecond: 900_000,
  clock: { offsetMicros: 12, errorMicros: 85, driftMicros: -3 },
  lost: null,
};
/** One that was lost, with what is not known of it then. */
export const lostAgentReport: AgentReport = {
  ...agentReport,
  address: "g2:7171",
  eventLoopUtilisation: null,
  eventLoopDelayP99: null,
  generatorCores: null,
  machineCpu: null,
  clock: { offsetMicros: -1_250_000, errorMicros: 40.5, driftMicros: null },
  lost: { t: 12.34, why: "no sign of life for 4 s", producers: [1], unread: [] },
};
