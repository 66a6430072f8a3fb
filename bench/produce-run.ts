import { setTimeout as delay } from "node:timers/promises";
import { processCpuSeconds } from "../loadgen/broker-side/process-cpu.ts";
import { Problem } from "../sizing/problem.ts";
import type { Round } from "./case-result.ts";
import { LogEnd } from "./log-end.ts";
import { PeerProcess } from "./peer-process.ts";
import type { ProduceJob, ProducePeer, ProduceReport } from "./peers/peer.ts";

/** How the figures of {@link measureProducing} are taken, for the reader of a report. */
export const producingMethod =
  "Messages by the brokers' own count (the offsets at the log's end), CPU by the kernel's count for the client's process (utime and stime in /proc/<pid>/stat), both over the same seconds. These follow a warm-up that begins with the client's first stored message, so the start of Java or Node.js is in neither figure; the compilation that goes on after the warm-up is. Of clients that end by themselves the acknowledged messages of the whole run must equal the stored ones.";

/** What a producer is measured with: seconds of warm-up, then seconds that count. */
export interface ProduceRun extends Omit<ProduceJob, "seconds"> {
  readonly warmupSeconds: number;
  readonly seconds: number;
}

/** A peer goes on for so long after the measured part, so that it does not end before it. */
const spareSeconds = 2;
const startsWithinMs = 60_000;

/**
 * Runs a producer in a process of its own and takes its rate and its CPU from outside, alike for all peers.
 * @throws Problem PLM-BENCH-003 if no message arrives, PLM-BENCH-004 if the peer's count is not the brokers',
 * PLM-BENCH-006 if it stops
 */
export async function measureProducing(
  peer: ProducePeer,
  { warmupSeconds, seconds, ...run }: ProduceRun,
  signal: AbortSignal,
): Promise<Pick<Round, "figures" | "evidence">> {
  const job = { ...run, seconds: warmupSeconds + seconds + spareSeconds };
  const log = await LogEnd.open(job.bootstrap, job.topic);
  try {
    const before = (await log.read()).messages;
    const process = await PeerProcess.start(peer.name, peer.command(job), signal);
    try {
      await firstMessage(process, log, before, signal);
      await delay(warmupSeconds * 1000, undefined, { signal });
      const begin = await reading(process, log);
      await delay(seconds * 1000, undefined, { signal });
      const end = await reading(process, log);
      if (end.messages === begin.messages)
        throw new Problem(
          "environment",
          "PLM-BENCH-006",
          `${peer.name} stored nothing in the ${seconds} measured seconds`,
          "see by hand what the peer does: nothing can be compared with it",
        );
      const acknowledged = peer.end === "reports" ? await finished(peer, process, log, before, job.seconds) : null;
      return figuresOf(begin, end, job.messageBytes, acknowledged);
    } finally {
      await process.kill();
    }
  } finally {
    log.close();
  }
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
      clientCores: cpuSeconds / seconds,
    },
    evidence: { messages, seconds, cpuSeconds, acknowledgedInWholeRun: acknowledged },
  };
}

async function firstMessage(process: PeerProcess, log: LogEnd, before: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + startsWithinMs;
  while ((await log.read()).messages === before) {
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
async function finished(
  peer: ProducePeer,
  process: PeerProcess,
  log: LogEnd,
  before: number,
  seconds: number,
): Promise<number> {
  const { acknowledged }: ProduceReport = JSON.parse(await process.output((seconds + 60) * 1000));
  const stored = (await log.read()).messages - before;
  if (acknowledged === stored) return acknowledged;
  throw new Problem(
    "environment",
    "PLM-BENCH-004",
    `${peer.name} counted ${acknowledged} acknowledged messages, the brokers stored ${stored}`,
    "run the bench again; retries of a client that is not idempotent store a message twice",
  );
}
