import { setTimeout as delay } from "node:timers/promises";
import { processCpuSeconds } from "../../loadgen/broker-side/process-cpu.ts";
import { Problem } from "../../sizing/problem.ts";
import { alternate } from "../alternation.ts";
import { withBrokers } from "../bench-cluster.ts";
import { withTopic } from "../bench-topic.ts";
import { type CaseResult, type Round, summarised } from "../case-result.ts";
import { LogEnd } from "../log-end.ts";
import { PeerProcess } from "../peer-process.ts";
import { javaProducers } from "../peers/java.ts";
import { kafkajsProducer } from "../peers/kafkajs.ts";
import type { ProduceJob, ProducePeer, ProduceReport } from "../peers/peer.ts";
import { platformaticProducer } from "../peers/platformatic.ts";
import { plimsollProducer } from "../peers/plimsoll.ts";
import type { BenchTools } from "../tools.ts";

const clusters = [
  { suffix: "1-broker", brokers: 1, replication: 1, acks: "1", heapBytes: 2 * 2 ** 30, neededBytes: 4e9 },
  { suffix: "3-brokers", brokers: 3, replication: 3, acks: "all", heapBytes: 2 ** 30, neededBytes: 8e9 },
] as const;
type Cluster = (typeof clusters)[number];

export const produceSizes = [100, 1361] as const;
const partitions = 12;
const method =
  "Messages by the brokers' own count (the offsets at the log's end), CPU by the kernel's count for the client's process (utime and stime in /proc/<pid>/stat), both over the same seconds. These follow a warm-up that begins with the client's first stored message, so the start of Java or Node.js is in neither figure; the compilation that goes on after the warm-up is. Of clients that end by themselves the acknowledged messages of the whole run must equal the stored ones.";
/** A peer goes on for so long after the measured part, so that it does not end before it. */
const spareSeconds = 2;
const startsWithinMs = 60_000;

/** The ids of the produce cases with messages of these sizes. */
export function produceIds(sizes: readonly number[]): string[] {
  return clusters.flatMap(({ suffix }) => sizes.map((bytes) => produceId(bytes, suffix)));
}

function produceId(bytes: number, suffix: string): string {
  return `produce-${bytes}B-${suffix}`;
}

/** Produces with every peer to one broker and to three; rate and CPU are taken from outside, alike for all. */
export async function benchProduce(tools: BenchTools): Promise<CaseResult[]> {
  const peers = [
    plimsollProducer,
    ...javaProducers(tools.runtime, tools.directory),
    kafkajsProducer,
    platformaticProducer,
  ];
  const results: CaseResult[] = [];
  for (const cluster of clusters)
    await withBrokers(cluster, tools, async ({ bootstrap }) => {
      tools.log("a run that does not count, as new brokers are slow");
      await measure(plimsollProducer, produceSizes[0], cluster, bootstrap, tools);
      for (const bytes of produceSizes) results.push(await oneCase(peers, bytes, cluster, bootstrap, tools));
    });
  return results;
}

async function oneCase(
  peers: readonly ProducePeer[],
  bytes: number,
  cluster: Cluster,
  bootstrap: readonly string[],
  tools: BenchTools,
): Promise<CaseResult> {
  const { brokers, replication, acks } = cluster;
  const { rounds, seconds, warmupSeconds } = tools.options;
  const title = `produce ${bytes} B, ${brokers} ${brokers === 1 ? "broker" : "brokers"}, replication ${replication}, acks=${acks}`;
  const measured = await alternate(peers, rounds, async (peer, round) => {
    tools.step(`${title}: round ${round} of ${rounds}, ${peer.name}`);
    return measure(peer, bytes, cluster, bootstrap, tools);
  });
  const conditions = {
    messageBytes: bytes,
    brokers,
    replication,
    acks,
    partitions,
    keyed: "no",
    compression: "none",
    warmupSeconds,
    seconds,
  };
  return summarised({ id: produceId(bytes, cluster.suffix), title, method, conditions, peers }, measured);
}

function measure(
  peer: ProducePeer,
  messageBytes: number,
  { replication, acks }: Cluster,
  bootstrap: readonly string[],
  { options: { seconds, warmupSeconds }, signal }: BenchTools,
): Promise<Pick<Round, "figures" | "evidence">> {
  return withTopic(bootstrap, { partitions, replication, keeps: "latest" }, async (topic) => {
    const job: ProduceJob = {
      bootstrap,
      topic,
      partitions,
      messageBytes,
      acks,
      seconds: warmupSeconds + seconds + spareSeconds,
    };
    const log = await LogEnd.open(bootstrap, topic);
    const process = await PeerProcess.start(peer.name, peer.command(job), signal);
    try {
      await firstMessage(process, log, signal);
      await delay(warmupSeconds * 1000, undefined, { signal });
      const begin = await reading(process, log);
      await delay(seconds * 1000, undefined, { signal });
      const end = await reading(process, log);
      const acknowledged = peer.end === "reports" ? await finished(peer, process, log, job.seconds) : null;
      return figuresOf(begin, end, messageBytes, acknowledged);
    } finally {
      await process.kill();
      log.close();
    }
  });
}

interface Reading {
  readonly messages: number;
  readonly atMs: number;
  readonly cpuSeconds: number;
}

async function reading(process: PeerProcess, log: LogEnd): Promise<Reading> {
  const cpuSeconds = processCpuSeconds(process.pid);
  const end = await log.read();
  process.requireRunning();
  return { ...end, cpuSeconds: cpuSeconds ?? Number.NaN };
}

function figuresOf(
  begin: Reading,
  end: Reading,
  messageBytes: number,
  acknowledged: number | null,
): Pick<Round, "figures" | "evidence"> {
  const messages = end.messages - begin.messages;
  const seconds = (end.atMs - begin.atMs) / 1000;
  const cpuSeconds = end.cpuSeconds - begin.cpuSeconds;
  return {
    figures: {
      messagesPerSecond: messages / seconds,
      bytesPerSecond: (messages * messageBytes) / seconds,
      cpuSecondsPerMillion: cpuSeconds / (messages / 1e6),
    },
    evidence: { messages, seconds, cpuSeconds, acknowledgedInWholeRun: acknowledged },
  };
}

async function firstMessage(process: PeerProcess, log: LogEnd, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + startsWithinMs;
  while ((await log.read()).messages === 0) {
    process.requireRunning();
    if (performance.now() > deadline)
      throw new Problem(
        "environment",
        "PLM-BENCH-003",
        `no message arrived within ${startsWithinMs / 1000} s`,
        "run the bench on a machine that does nothing else",
      );
    await delay(50, undefined, { signal });
  }
}

/** The count of a peer that ended by itself, which must be the brokers' count. */
async function finished(peer: ProducePeer, process: PeerProcess, log: LogEnd, seconds: number): Promise<number> {
  const { acknowledged }: ProduceReport = JSON.parse(await process.output((seconds + 60) * 1000));
  const stored = (await log.read()).messages;
  if (acknowledged === stored) return acknowledged;
  throw new Problem(
    "environment",
    "PLM-BENCH-004",
    `${peer.name} counted ${acknowledged} acknowledged messages, the brokers stored ${stored}`,
    "run the bench again; retries of a client that is not idempotent store a message twice",
  );
}
