import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AcknowledgedLedger, audit, ReadLedger } from "../loadgen/audit/ledger.ts";
import { clockFrom, clockOrigin } from "../loadgen/clock.ts";
import type { Acks, Driver } from "../loadgen/drivers/driver.ts";
import { driverNamed } from "../loadgen/drivers/index.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { Schedule } from "../loadgen/load/schedule.ts";
import { Source } from "../loadgen/load/source.ts";
import { eachInTurn, sticky } from "../loadgen/load/spread.ts";
import type { Run } from "../loadgen/records/batch-reader.ts";
import { KEY_BYTES } from "../loadgen/records/keys.ts";
import { BatchLayout } from "../loadgen/records/layout.ts";
import { testCluster } from "./local.ts";

/** What every driver must do, against a real broker; each writes what the other reads. */
const cluster = testCluster("drivers", 1, 1);
const PARTITIONS = 4;
let admin: KafkaAdmin;
let turn = 0;

beforeAll(async () => {
  admin = await KafkaAdmin.connect(cluster.bootstrap);
});
afterAll(() => admin.close());

interface Given {
  producer: Driver["name"];
  consumer: Driver["name"];
  messageBytes: number;
  keyed: boolean;
  acks: Acks;
  idempotent: boolean;
}

async function produceAndRead(given: Given) {
  const topic = `conformance-${turn++}`;
  await admin.create([{ topic, partitions: PARTITIONS, replication: 1, config: {} }]);
  const clock = clockFrom(clockOrigin());
  const layout = new BatchLayout({ messageBytes: given.messageBytes, keyBytes: given.keyed ? KEY_BYTES : 0 }, 100_000);
  const format = { layout, seed: 11 };
  const schedule = new Schedule(2000, 1);
  const maxMessages = layout.maxRecords;
  const spread = given.keyed ? eachInTurn(PARTITIONS) : sticky(PARTITIONS, 20);
  const source = new Source(schedule, spread, PARTITIONS, { maxMessages, lingerMicros: 10_000 });
  const acknowledged = new AcknowledgedLedger(topic, 3);
  const read = new ReadLedger(topic, "g");
  const runs: { partition: number; run: Run; now: number }[] = [];
  let corrupted = 0;
  const failures: string[] = [];
  const event = () => {};

  const from = await driverNamed(given.consumer);
  const consumer = await from.openConsumer({
    bootstrap: cluster.bootstrap,
    topic,
    partitions: Array.from({ length: PARTITIONS }, (_, p) => p),
    format,
    group: "g",
    fetch: { minBytes: 1, maxWaitMs: 100 },
    clock,
    events: {
      received: (partition, run, now) => {
        runs.push({ partition, run: { ...run }, now });
        read.note(run.producer, partition, run.firstSequence, run.count);
      },
      corrupted: (_, messages) => {
        corrupted += messages;
      },
      event,
    },
  });
  const to = await driverNamed(given.producer);
  const producer = await to.openProducer({
    bootstrap: cluster.bootstrap,
    topic,
    partitions: PARTITIONS,
    producer: 3,
    acks: given.acks,
    idempotent: given.idempotent,
    keyed: given.keyed,
    format,
    connections: 2,
    inFlight: 3,
    requestBytes: 100_000,
    deliveryTimeoutMs: 20_000,
    source,
    clock,
    events: {
      acknowledged: (batch) => acknowledged.note(batch.partition, batch.firstSequence, batch.count),
      failed: (_, error) => failures.push(error),
      retried: (_, error) => failures.push(error),
      event,
    },
  });
  try {
    schedule.start(clock.now());
    while (!source.finished() || producer.outstanding > 0) {
      producer.pump();
      await delay(1);
    }
    // Without acknowledgement the broker may still be at it.
    if (given.acks === "0") await delay(1000);
    const drained = await consumer.drain(20_000);
    const result = audit(acknowledged.rows(), read.rows(), [{ topic, group: "g" }], corrupted);
    return { result, drained, runs, failures, startMicros: schedule.dueMicros(0) };
  } finally {
    await producer.close();
    await consumer.close();
    await admin.remove([topic]);
  }
}

const pairs = [
  { producer: "plimsoll", consumer: "plimsoll" },
  { producer: "plimsoll", consumer: "kafkajs" },
  { producer: "kafkajs", consumer: "plimsoll" },
  { producer: "kafkajs", consumer: "kafkajs" },
] as const;

describe.each(pairs)("$producer produces and $consumer reads", (pair) => {
  it.each([
    { messageBytes: 1361, keyed: true, acks: "all", idempotent: true },
    { messageBytes: 100, keyed: false, acks: "1", idempotent: false },
  ] as const)("$messageBytes B, keyed $keyed, acks $acks: all of it, once and in order", async (how) => {
    const { result, drained, failures, runs, startMicros } = await produceAndRead({ ...pair, ...how });
    expect(failures).toEqual([]);
    expect(drained).toBe(true);
    expect(result).toMatchObject({ clean: true, acknowledged: 2000, consumed: 2000, repeated: 0, outOfOrder: 0 });
    expect(result).toMatchObject({ lost: 0, corrupted: 0, unacknowledged: 0, partitions: [] });
    expect(runs.reduce((sum, { run }) => sum + run.bytes, 0)).toBe(2000 * how.messageBytes);
    for (const { run, now } of runs) {
      expect(run.dueMicros).toBeGreaterThanOrEqual(startMicros - 1);
      expect(now).toBeGreaterThan(run.dueMicros);
    }
  });
});

describe.each(["plimsoll", "kafkajs"] as const)("%s", (producer) => {
  it("sends without acknowledgement, and counts what it sent", async () => {
    const given = {
      producer,
      consumer: "plimsoll",
      messageBytes: 200,
      keyed: false,
      acks: "0",
      idempotent: false,
    } as const;
    const { result } = await produceAndRead(given);
    expect(result).toMatchObject({ clean: true, acknowledged: 2000, lost: 0 });
  });
});
