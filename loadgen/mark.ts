import { randomBytes } from "node:crypto";
import { cpus, totalmem } from "node:os";
import type { Access } from "./access.ts";
import { acknowledgedPerSecond, measureCeiling } from "./ceiling.ts";
import { checkBrokers } from "./drivers/plimsoll/cluster-client.ts";
import { runLoad } from "./engine/engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./engine/job.ts";
import type { LoadResult } from "./engine/load-result.ts";
import { threadsFor } from "./engine/machine.ts";
import { merged } from "./engine/sample.ts";
import { atTail } from "./groups.ts";
import { KafkaAdmin } from "./kafka-admin.ts";
import { type Profile, steady } from "./load/profile.ts";
import type { Mark } from "./proof/mark.ts";
import type { Sample } from "./proof/sample.ts";
import { plainMessages } from "./records/messages.ts";
import { count } from "./report/figures.ts";
import { audited } from "./results.ts";

/** The mark to hold: what the telco's five brokers took in and gave out together at their peak. */
export const markTarget = { messagesPerSecond: 485_000, bytesPerSecond: 660e6, readBytesPerSecond: 670e6 } as const;

const MESSAGE_BYTES = 1361;
/** One group can read no more than comes in: what is offered while it reads must be enough for both targets. */
const OFFERED_WHILE_READING = Math.max(
  markTarget.messagesPerSecond,
  Math.ceil(markTarget.readBytesPerSecond / MESSAGE_BYTES),
);
const PARTITIONS = 12;
/** Before each phase. */
export const WARMUP_SECONDS = 5;
/** Of the load with a reader, once before the phases: until its code is compiled a new broker is slower by a third. */
const COLD_SECONDS = 15;
const SINK_SECONDS = 4;

/**
 * Keeps the log at some 5 GB; a reader may lag by five seconds before its messages are gone. Each new segment costs the
 * broker a flush and two index files: with segments of 16 MiB that was a quarter of its time.
 */
const topicConfig = {
  "retention.bytes": String(256 * 2 ** 20),
  "segment.bytes": String(128 * 2 ** 20),
  "file.delete.delay.ms": "100",
};

export interface MarkOptions {
  /** One broker of this machine, with its retention checked every second or so. */
  access: Access;
  /** Measured, of each phase. */
  seconds: number;
  signal?: AbortSignal;
  log?: (line: string) => void;
  onSample?: (sample: Sample) => void;
}

/**
 * Measures what the generator offers on this machine: first to a sink, which is its own ceiling; then at the mark
 * to one broker at replication 1; then the same while everything is read back. Reported, not judged.
 */
export async function mark(options: MarkOptions): Promise<Mark> {
  const { access, seconds, log } = options;
  const offered = markTarget.messagesPerSecond;
  const startedAt = new Date().toISOString();
  await checkBrokers(access);
  const admin = await KafkaAdmin.connect(access);
  try {
    log?.(`generator's ceiling: into a sink that only acknowledges, for ${SINK_SECONDS} s`);
    const threads = threadsFor();
    const { signal } = options;
    const sinkResult = await measureCeiling(load("sink", steady(offered, SINK_SECONDS), []), {
      driver: "plimsoll",
      threads,
      warmupSeconds: 1,
      seconds: SINK_SECONDS,
      signal,
    });
    const sink = phase(sinkResult, SINK_SECONDS);

    log?.(`a load that does not count, ${COLD_SECONDS} s, as a new broker is slow`);
    const { onSample: _, ...cold } = { ...options, seconds: COLD_SECONDS - WARMUP_SECONDS };
    await run(admin, cold, OFFERED_WHILE_READING, ["cold"]);

    log?.(`the mark, ${WARMUP_SECONDS} + ${seconds} s: ${count(offered)} msg/s to one broker`);
    const produceResult = await run(admin, options, offered, []);
    const produce = phase(produceResult, seconds);

    log?.(`${count(OFFERED_WHILE_READING)} msg/s while they are read back, ${WARMUP_SECONDS} + ${seconds} s`);
    const readResult = await run(admin, options, OFFERED_WHILE_READING, ["read-back"]);
    const produceAndRead = phase(readResult, seconds);

    return {
      schema: "plimsoll/mark@1",
      startedAt,
      target: markTarget,
      messageBytes: MESSAGE_BYTES,
      partitions: PARTITIONS,
      sink,
      produce,
      produceAndRead,
      audit: audited(
        readResult,
        readResult.consume.slice(0, 1).map(({ topic, group }) => ({ topic, group })),
      ),
      drained: readResult.drained,
      limit: limitText(sink, produce),
      machine: { cores: cpus().length, memoryBytes: totalmem(), cpu: cpus()[0]?.model ?? "unknown" },
    };
  } finally {
    await admin.close();
  }
}

async function run(admin: KafkaAdmin, options: MarkOptions, offered: number, groups: string[]): Promise<LoadResult> {
  const name = `plimsoll-mark-${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  const job: LoadJob = {
    driver: "plimsoll",
    access: options.access,
    topics: [load(name, steady(offered, WARMUP_SECONDS + options.seconds), groups)],
    // A reader of 670 MB/s need not be told of every batch.
    pipeline: { ...defaultPipeline, fetch: { minBytes: 1024 * 1024, maxWaitMs: 50 } },
    threads: threadsFor(),
    warmupSeconds: WARMUP_SECONDS,
    seconds: options.seconds,
    settleSeconds: 0,
    drainSeconds: 10,
    seed: 1,
    signal: options.signal,
    onSample: options.onSample,
  };
  const topic = { topic: name, partitions: PARTITIONS, replication: 1, config: topicConfig };
  return admin.withTopics(
    [topic],
    (line) => options.log?.(line),
    () => runLoad(job),
  );
}

function load(topic: string, profile: Profile, groups: string[]): TopicLoad {
  return {
    topic,
    partitions: PARTITIONS,
    profile,
    dropAfterMs: null,
    messages: plainMessages(MESSAGE_BYTES),
    acks: "all",
    idempotent: true,
    groups: groups.map(atTail),
  };
}

function phase(result: LoadResult, seconds: number): Mark["produce"] {
  const messagesPerSecond = acknowledgedPerSecond(result, seconds);
  return {
    seconds,
    messagesPerSecond,
    bytesPerSecond: messagesPerSecond * MESSAGE_BYTES,
    readBytesPerSecond: result.consume.reduce((sum, part) => sum + part.windowBytes, 0) / seconds,
    latency: merged(result.produce.map(({ latency }) => latency)).summary(),
    generatorCores: result.limits.generatorCores,
    machineCpu: result.limits.machineCpu,
    series: result.series,
  };
}

function limitText(sink: Mark["sink"], produce: Mark["produce"]): string {
  const ceiling = count(sink.messagesPerSecond);
  const cpu =
    produce.machineCpu === null ? "" : `, with this machine's CPU ${(100 * produce.machineCpu).toFixed(0)} % busy`;
  const own = `the generator took ${produce.generatorCores.toFixed(2)} cores${cpu}`;
  if (produce.messagesPerSecond >= 0.99 * markTarget.messagesPerSecond)
    return `neither: the mark was held; ${own}, and its ceiling is ${ceiling} msg/s`;
  if (sink.messagesPerSecond < 1.1 * produce.messagesPerSecond)
    return `the generator: its own ceiling on this machine is ${ceiling} msg/s; ${own}`;
  return `the broker and its disk on this machine: the generator's own ceiling is ${ceiling} msg/s; ${own}`;
}
