import { randomBytes } from "node:crypto";
import type { Access } from "../access.ts";
import { cpuTimes } from "../broker-side/cpu-time.ts";
import type { BrokerProbe } from "../broker-side/reading.ts";
import { runLoad } from "../engine/engine.ts";
import { defaultPipeline } from "../engine/job.ts";
import type { LoadResult } from "../engine/load-result.ts";
import { threadsFor } from "../engine/machine.ts";
import { atTail } from "../groups.ts";
import type { KafkaAdmin } from "../kafka-admin.ts";
import { steady } from "../load/profile.ts";
import { type MessageFormat, messageFormat } from "../records/format.ts";
import { type Counted, messagesOf, type Point } from "./point.ts";
import { rateFor } from "./rate.ts";

const SEED = 1;
/** Long enough for batches of the largest size to fill. */
const LINGER_MS = 250;
const PARTITIONS_PER_BROKER = 4;
/** A rate of which less is acknowledged is above what the brokers hold. */
const HELD = 0.98;
const TRIES = 3;

/** With what points are measured. */
export interface Bench {
  readonly admin: KafkaAdmin;
  readonly access: Access;
  readonly probes: readonly BrokerProbe[];
  /** That all brokers together are to be busy. */
  readonly cores: number;
  readonly warmupSeconds: number;
  readonly seconds: number;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** What was measured of a point, or why it could not be. */
type Measured =
  | {
      readonly kind: "measured";
      readonly messagesPerSecond: number;
      readonly counted: Counted;
      /** Of all brokers together, what they take without a load as well. */
      readonly cpuSeconds: number;
      /** Of the generator's machine, 0 to 1; null where it cannot be read. */
      readonly machineCpu: number | null;
    }
  | { readonly kind: "left out"; readonly why: string };

/** Of the load of a point. */
const WARMING_FACTOR = 2;

/**
 * Loads brokers that may have just started with every kind of request, replicas too where there are any to be measured:
 * what they run for the first time they do slowly. Each has to learn it by itself, so it lasts `seconds` for each.
 */
export async function warmUp(seconds: number, bench: Bench): Promise<void> {
  const brokers = bench.probes.length;
  const point: Point = {
    messageBytes: 1361,
    batchBytes: 16 * 1024,
    readers: 1,
    replication: brokers >= 3 ? 3 : 1,
    acks: "all",
    codec: "none",
  };
  const { maxRecords, largestBatchBytes } = formatOf(point);
  const rate = WARMING_FACTOR * rateFor(point, maxRecords, bench.cores);
  await load(point, rate, largestBatchBytes, { ...bench, warmupSeconds: 0, seconds: seconds * brokers });
}

/** Loads the brokers as `point` says, at half the rate where they do not hold it, and reads their CPU time meanwhile. */
export async function measure(point: Point, bench: Bench): Promise<Measured> {
  const { seconds, warmupSeconds, probes } = bench;
  const format = formatOf(point);
  let rate = rateFor(point, format.maxRecords, bench.cores);
  for (let attempt = 1; attempt <= TRIES; attempt++, rate /= 2) {
    // As large as its largest batch, a request has one batch: a batch's cost is that of a request of its own.
    const result = await load(point, rate, format.largestBatchBytes, bench);
    const messages = result.produce.reduce((sum, part) => sum + part.messages, 0);
    const cpu = cpuTimes(result.brokers, warmupSeconds, warmupSeconds + seconds);
    if (cpu.length < probes.length) return { kind: "left out", why: "a broker did not tell its CPU time throughout" };
    if (messages < HELD * rate * seconds) continue;
    return {
      kind: "measured",
      messagesPerSecond: messages / seconds,
      counted: {
        messages,
        messagesPerBatch: format.maxRecords,
        readBytes: result.consume.reduce((sum, part) => sum + part.windowBytes, 0),
      },
      machineCpu: result.limits.machineCpu,
      cpuSeconds: cpu.reduce((sum, broker) => sum + broker.cpuSeconds, 0),
    };
  }
  return { kind: "left out", why: `the brokers did not hold ${Math.round(2 * rate)} msg/s` };
}

function load(point: Point, messagesPerSecond: number, batchBytes: number, bench: Bench): Promise<LoadResult> {
  const { admin, access, probes, warmupSeconds, seconds, log, signal } = bench;
  const topic = `plimsoll-calibrate-${Date.now().toString(36)}${randomBytes(2).toString("hex")}`;
  const partitions = PARTITIONS_PER_BROKER * probes.length;
  const made = { topic, partitions, replication: point.replication, config: configOf(point) };
  return admin.withTopics([made], log, () =>
    runLoad({
      driver: "plimsoll",
      access,
      topics: [
        {
          topic,
          partitions,
          profile: steady(messagesPerSecond, warmupSeconds + seconds),
          dropAfterMs: null,
          messages: messagesOf(point),
          acks: point.acks,
          idempotent: point.acks === "all",
          groups: point.readers === 0 ? [] : [atTail("read")],
        },
      ],
      pipeline: { ...defaultPipeline, batchBytes, lingerMs: LINGER_MS },
      threads: threadsFor(),
      warmupSeconds,
      seconds,
      settleSeconds: 1,
      drainSeconds: 5,
      seed: SEED,
      brokers: probes,
      signal,
    }),
  );
}

function formatOf(point: Point): MessageFormat {
  return messageFormat(messagesOf(point), point.batchBytes, SEED);
}

function configOf({ replication, codec }: Point): Record<string, string> {
  return {
    "min.insync.replicas": String(Math.min(2, replication)),
    "compression.type": codec === "none" ? "producer" : codec,
    // What a point leaves behind is gone before the next one is measured.
    "file.delete.delay.ms": "100",
  };
}
