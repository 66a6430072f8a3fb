import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { plaintext } from "../loadgen/access.ts";
import { AcknowledgedLedger, audit, ReadLedger } from "../loadgen/audit/ledger.ts";
import { clockFrom, clockOrigin } from "../loadgen/clock.ts";
import type { Acks, Driver } from "../loadgen/drivers/driver.ts";
import { driverNamed } from "../loadgen/drivers/index.ts";
import { atTheTail } from "../loadgen/drivers/pace.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { steady } from "../loadgen/load/profile.ts";
import { Schedule } from "../loadgen/load/schedule.ts";
import { type Batch, Source } from "../loadgen/load/source.ts";
import { eachInTurn, sticky } from "../loadgen/load/spread.ts";
import { type Format, formatFor } from "../loadgen/records/format-for.ts";
import { type MessageSpec, plainMessages } from "../loadgen/records/messages.ts";
import type { Run } from "../loadgen/records/run.ts";
import { until } from "../loadgen/testing/until.ts";
import { withTopicIds } from "../loadgen/topic-ids.ts";
import type { RecordTemplate } from "../sizing/inputs/record.ts";
import { testCluster } from "./local.ts";

/** What every driver must do, against a real broker; each writes what the other reads. */
const cluster = testCluster("drivers", 1, 1);
const PARTITIONS = 4;
const clock = clockFrom(clockOrigin());
let admin: KafkaAdmin;
let turn = 0;

beforeAll(async () => {
  admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
});
afterAll(() => admin.close());

interface Given {
  producer: Driver["name"];
  consumer: Driver["name"];
  messages: MessageSpec;
  acks: Acks;
  idempotent: boolean;
}

const formatOf = (messages: MessageSpec): Format =>
  formatFor(messages, { partitions: PARTITIONS, maxBatchBytes: 100_000, seed: 11, topic: "conformance" });

/** Producer 3 sends `seconds` of 2,000 msg/s to `topic`; returns when the first was due, and what went wrong. */
async function produce(topic: string, given: Omit<Given, "consumer">, seconds: number, sent: (batch: Batch) => void) {
  const format = formatOf(given.messages);
  const schedule = new Schedule(steady(2000, seconds));
  const spread = given.messages.keys || format.kind === "dealt" ? eachInTurn(PARTITIONS) : sticky(PARTITIONS, 20);
  const source = new Source(schedule, spread, PARTITIONS, { maxMessages: format.maxRecords, lingerMicros: 10_000 });
  const failures: string[] = [];
  const driver = await driverNamed(given.producer);
  const producer = await driver.openProducer({
    access: plaintext(cluster.bootstrap),
    topic,
    partitions: PARTITIONS,
    producer: 3,
    acks: given.acks,
    idempotent: given.idempotent,
    format,
    connections: 2,
    inFlight: 3,
    requestBytes: 100_000,
    deliveryTimeoutMs: 20_000,
    source,
    clock,
    events: {
      acknowledged: sent,
      failed: (_, error) => failures.push(error),
      retried: (_, error) => failures.push(error),
      event: () => {},
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
    return { failures, startMicros: schedule.dueMicros(0) };
  } finally {
    await producer.close();
  }
}

/** A reader of all of `topic`, and what it reads. */
async function consume(topic: string, given: Pick<Given, "consumer" | "messages" | "acks">) {
  const runs: { partition: number; run: Run; now: number }[] = [];
  const read = new ReadLedger(topic, "g");
  const seen = { runs, read, corrupted: 0, events: [] as string[] };
  const driver = await driverNamed(given.consumer);
  const consumer = await driver.openConsumer({
    access: plaintext(cluster.bootstrap),
    topic,
    partitions: Array.from({ length: PARTITIONS }, (_, p) => p),
    acks: given.acks,
    format: formatOf(given.messages),
    group: "g",
    fetch: { minBytes: 1, maxWaitMs: 100 },
    pace: atTheTail,
    clock,
    events: {
      received: (partition, run, now) => {
        runs.push({ partition, run: { ...run }, now });
        read.note(run.producer, partition, run.firstSequence, run.count);
      },
      corrupted: (_, messages) => {
        seen.corrupted += messages;
      },
      fetched: () => {},
      behind: () => {},
      event: (_, text) => seen.events.push(text),
    },
  });
  return { consumer, seen };
}

async function produceAndRead(given: Given) {
  const topic = `conformance-${turn++}`;
  await admin.create([{ topic, partitions: PARTITIONS, replication: 1, config: {} }]);
  const format = formatOf(given.messages);
  const acknowledged = new AcknowledgedLedger(topic, 3);
  let sentBytes = 0;
  const { consumer, seen } = await consume(topic, given);
  try {
    const { failures, startMicros } = await produce(topic, given, 1, (batch) => {
      acknowledged.note(batch.partition, batch.firstSequence, batch.count);
      sentBytes += format.bytesOf(batch);
    });
    const drained = await consumer.drain(20_000);
    const result = audit(acknowledged.rows(), seen.read.rows(), [{ topic, group: "g" }], seen.corrupted);
    return { result, drained, runs: seen.runs, failures, sentBytes, startMicros };
  } finally {
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

async function expectAllOfIt(given: Given) {
  const { result, drained, failures, runs, startMicros, sentBytes } = await produceAndRead(given);
  expect(failures).toEqual([]);
  expect(drained).toBe(true);
  expect(result).toMatchObject({ clean: true, acknowledged: 2000, consumed: 2000, repeated: 0, outOfOrder: 0 });
  expect(result).toMatchObject({ lost: 0, corrupted: 0, unacknowledged: 0, partitions: [] });
  expect(runs.reduce((sum, { run }) => sum + run.bytes, 0)).toBe(sentBytes);
  for (const { run, now } of runs) {
    expect(run.dueMicros).toBeGreaterThanOrEqual(startMicros - 1);
    expect(now).toBeGreaterThan(run.dueMicros);
  }
  return sentBytes;
}

describe.each(pairs)("$producer produces and $consumer reads", (pair) => {
  it.each([
    { messageBytes: 1361, keyed: true, acks: "all", idempotent: true },
    { messageBytes: 100, keyed: false, acks: "1", idempotent: false },
  ] as const)("$messageBytes B, keyed $keyed, acks $acks: all of it, once and in order", async (how) => {
    const bytes = await expectAllOfIt({ ...pair, ...how, messages: plainMessages(how.messageBytes, how.keyed) });
    expect(bytes).toBe(2000 * how.messageBytes);
  });
});

const reading: RecordTemplate = {
  format: "csv",
  fields: [
    { name: "METER", type: "integer", from: 100_000, to: 999_999, bytes: 8 },
    { name: "VALUE", type: "decimal", from: 0, to: 25, digits: 3 },
    { name: "NOTE", type: "padding" },
  ],
};
const mixed = [
  { bytes: 150, share: 0.8 },
  { bytes: 900, share: 0.15 },
  { bytes: 5000, share: 0.05 },
];
const plain = plainMessages(300, true);
const kinds: Record<string, MessageSpec> = {
  "gzip, several sizes": { ...plain, sizes: mixed, compression: { codec: "gzip", ratio: 2, by: "producers" } },
  "snappy, records with headers": {
    ...plainMessages(300),
    payload: { kind: "record", template: reading, key: null },
    headers: { source: "meters" },
    compression: { codec: "snappy", ratio: 2, by: "producers" },
  },
  "lz4, records with keys": {
    ...plain,
    payload: { kind: "record", template: { ...reading, format: "json" }, key: null },
    compression: { codec: "lz4", ratio: 3, by: "producers" },
  },
  "zstd, records with a field as their key": {
    ...plainMessages(300),
    payload: { kind: "record", template: reading, key: "METER" },
    compression: { codec: "zstd", ratio: null, by: "producers" },
  },
  "zstd, lines": {
    ...plainMessages(11), // 14, 10 and 9 letters
    payload: { kind: "lines", lines: ["first of three", "second one", "and third"] },
    compression: { codec: "zstd", ratio: null, by: "producers" },
  },
  "several sizes, keys of a Zipf distribution, headers": {
    ...plain,
    sizes: mixed,
    keys: { count: 16_000_000, skew: 0.9 },
    headers: { a: "1", b: "" },
  },
};

describe.each(pairs.filter(({ producer, consumer }) => producer !== consumer))(
  "$producer produces and $consumer reads",
  (pair) => {
    it.each(Object.keys(kinds))("%s: all of it, once and in order", async (kind) => {
      await expectAllOfIt({ ...pair, messages: kinds[kind]!, acks: "all", idempotent: true });
    });
  },
);

it("a topic that exists is neither written to nor removed", async () => {
  const theirs = { topic: `theirs-${turn++}`, partitions: 1, replication: 1, config: {} };
  const ours = { ...theirs, topic: `ours-${turn++}` };
  await admin.create([theirs]);
  let ran = false;
  const running = admin.withTopics(
    [ours, theirs],
    () => {},
    async () => {
      ran = true;
    },
  );
  await expect(running).rejects.toMatchObject({ code: "PLM-LOAD-015" });
  await expect(admin.create([theirs])).rejects.toMatchObject({ code: "PLM-LOAD-015" });
  expect(ran).toBe(false);
  const topics = await admin.topics();
  expect([topics.includes(theirs.topic), topics.includes(ours.topic)]).toEqual([true, false]);
  await admin.remove([theirs.topic]);
});

describe.each(["plimsoll", "kafkajs"] as const)("%s", (producer) => {
  it("sends without acknowledgement, and counts what it sent", async () => {
    const given = {
      producer,
      consumer: "plimsoll",
      messages: plainMessages(200),
      acks: "0",
      idempotent: false,
    } as const;
    const { result } = await produceAndRead(given);
    expect(result).toMatchObject({ clean: true, acknowledged: 2000, lost: 0 });
  });
});

it("brokers give a topic that is made anew another id, and none to one that is not there", async () => {
  const topic = `identified-${turn++}`;
  const made = [{ topic, partitions: 1, replication: 1, config: {} }];
  await admin.create(made);
  try {
    await withTopicIds(plaintext(cluster.bootstrap), [topic, `none-${turn++}`], async (read) => {
      const before = await read();
      expect([...(before ?? [])]).toEqual([[topic, expect.stringMatching(/^[0-9a-f]{32}$/)]]);
      await admin.remove([topic]);
      await vi.waitFor(() => admin.create(made), { timeout: 8_000 });
      const after = await read();
      expect([...(after ?? [])]).toEqual([[topic, expect.stringMatching(/^[0-9a-f]{32}$/)]]);
      expect(after!.get(topic)).not.toBe(before!.get(topic));
    });
  } finally {
    await admin.remove([topic]);
  }
}, 20_000);

it("a member of kafkajs's group that takes over what another has read has nothing left to read", async () => {
  const topic = `taken-over-${turn++}`;
  const given = { producer: "plimsoll", consumer: "kafkajs", messages: plainMessages(300), acks: "all" } as const;
  await admin.create([{ topic, partitions: PARTITIONS, replication: 1, config: {} }]);
  const first = await consume(topic, given);
  try {
    await produce(topic, { ...given, idempotent: true }, 1, () => {});
    expect(await first.consumer.drain(10_000)).toBe(true);
    await first.consumer.close();
    const second = await consume(topic, given);
    try {
      expect(await second.consumer.drain(5_000)).toBe(true);
      expect([first, second].map(({ seen }) => seen.runs.reduce((sum, { run }) => sum + run.count, 0))).toEqual([
        2000, 0,
      ]);
    } finally {
      await second.consumer.close();
    }
  } finally {
    await first.consumer.close();
    await admin.remove([topic]);
  }
}, 40_000);

it("our own consumer reads a topic that is made anew from its beginning, and says so", async () => {
  const topic = `anew-${turn++}`;
  const made = [{ topic, partitions: PARTITIONS, replication: 1, config: {} }];
  const given = { producer: "plimsoll", messages: plainMessages(300, true), acks: "all", idempotent: true } as const;
  const messages = () => seen.runs.reduce((sum, { run }) => sum + run.count, 0);
  await admin.create(made);
  const { consumer, seen } = await consume(topic, { ...given, consumer: "plimsoll" });
  try {
    await produce(topic, given, 1, () => {});
    await until(() => messages() === 2000);
    await admin.remove([topic]);
    // A topic goes little by little, and until then none of its name can be made.
    await vi.waitFor(() => admin.create(made), { timeout: 8_000 });
    await produce(topic, given, 0.25, () => {});
    expect(await consumer.drain(10_000)).toBe(true);
    expect(messages()).toBe(2500);
    const anew = seen.events.filter((text) => text.endsWith("was deleted and made anew")).sort();
    expect(anew).toEqual(
      [0, 1, 2, 3].map((partition) => `group g: partition ${partition} of ${topic} was deleted and made anew`),
    );
    expect(seen.corrupted).toBe(0);
  } finally {
    await consumer.close();
    await admin.remove([topic]);
  }
}, 20_000);
