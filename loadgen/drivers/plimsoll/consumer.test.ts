import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { plaintext } from "../../access.ts";
import { ReadLedger } from "../../audit/ledger.ts";
import { clockFrom, clockOrigin } from "../../clock.ts";
import type { EventKind } from "../../proof/run-event.ts";
import { header } from "../../records/batch-header.ts";
import { messageFormat, NO_KEYS } from "../../records/format.ts";
import { plainMessages } from "../../records/messages.ts";
import type { Run } from "../../records/run.ts";
import { markedWith } from "../../records/run-mark.ts";
import { ScriptedBrokers } from "../../testing/scripted-broker.ts";
import { until } from "../../testing/until.ts";
import { api } from "../../wire/requests.ts";
import type { Acks, ConsumerEvents } from "../driver.ts";
import { atTheTail, type Pace, RateBudget, ShareBudget } from "../pace.ts";
import { PlimsollConsumer } from "./consumer.ts";

const PER_BATCH = 6;
const format = messageFormat(plainMessages(64), 700, 7);
const template = format.templates[0]!;
const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

class Seen implements ConsumerEvents {
  readonly ledger = new ReadLedger("t", "g");
  readonly runs: Run[] = [];
  readonly events: string[] = [];
  readonly kinds: EventKind[] = [];
  messages = 0;
  corruptedMessages = 0;
  bytes = 0;
  behindMessages = -1;

  received(partition: number, run: Run): void {
    this.runs.push(run);
    this.messages += run.count;
    this.ledger.note(run.producer, partition, run.firstSequence, run.count);
  }

  corrupted(_partition: number, messages: number): void {
    this.corruptedMessages += messages;
  }

  fetched(bytes: number): void {
    this.bytes += bytes;
  }

  behind(messages: number): void {
    this.behindMessages = messages;
  }

  event(kind: EventKind, text: string): void {
    this.kinds.push(kind);
    this.events.push(text);
  }

  /** Sequences read of each partition, as bounds. */
  get read(): number[][] {
    const rows = this.ledger.rows().sort((a, b) => a.partition - b.partition);
    expect(rows.every(({ repeated, outOfOrder }) => repeated + outOfOrder === 0)).toBe(true);
    return rows.map(({ read }) => read);
  }
}

async function open(brokers: number, partitions: number, fetchBytes?: number): Promise<ScriptedBrokers> {
  const cluster = await ScriptedBrokers.open({ brokers, partitions, ...(fetchBytes ? { fetchBytes } : {}) });
  opened.push(cluster);
  return cluster;
}

/** Stores `batches` more batches of producer 1 in `partition`. */
function fill(
  cluster: ScriptedBrokers,
  partition: number,
  batches: number,
  count = PER_BATCH,
  dueMicros = 1.79e15,
): void {
  const log = cluster.logs[partition]!;
  for (let i = 0; i < batches; i++) {
    const target = Buffer.alloc(template.batchBytes(count));
    const stamp = { producer: 1, firstSequence: log.endOffset, dueMicros, spacingNanos: 50_000 };
    template.write(target, 0, { count, stamp, keys: NO_KEYS, identity: { id: 4n, epoch: 0 } });
    expect(log.append(target)).toBeUndefined();
  }
}

async function consume(
  cluster: ScriptedBrokers,
  partitions = cluster.logs.map((_, p) => p),
  pace: Pace = atTheTail,
  read = format,
  acks: Acks = "all",
) {
  const seen = new Seen();
  const consumer = await PlimsollConsumer.open({
    access: plaintext(cluster.bootstrap),
    topic: cluster.topic,
    partitions,
    acks,
    format: read,
    group: "g",
    fetch: { minBytes: 1, maxWaitMs: 100 },
    pace,
    events: seen,
    clock: clockFrom(clockOrigin()),
  });
  opened.push(consumer);
  return { seen, consumer };
}

describe("our own consumer", () => {
  it("reads a topic that others write to from its present end, and goes back no further", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const shared = messageFormat(markedWith("run1", plainMessages(64)), 700, 7);
    const pace = { budget: null, lagSeconds: 0, again: true };
    const { seen, consumer } = await consume(cluster, [0], pace, shared);
    const bytes = Buffer.alloc(shared.templates[0]!.batchBytes(3));
    const stamp = { producer: 1, firstSequence: 0, dueMicros: 1.79e15, spacingNanos: 50_000 };
    shared.templates[0]!.write(bytes, 0, { count: 3, stamp, keys: NO_KEYS, identity: undefined });
    cluster.logs[0]!.append(bytes);
    // Over and over again, and never what was there before.
    await until(() => seen.messages >= 9);
    expect(await consumer.drain(2_000)).toBe(true);
    expect(seen.messages % 3).toBe(0);
    expect([seen.corruptedMessages, new Set(seen.runs.map(({ firstSequence }) => firstSequence))]).toEqual([
      0,
      new Set([0]),
    ]);
  });

  it("reads each of its partitions once and in order, and drains at the end", async () => {
    const cluster = await open(2, 3);
    for (const partition of [0, 1, 2]) fill(cluster, partition, 5);
    const { seen, consumer } = await consume(cluster, [0, 2]);
    for (const partition of [0, 1, 2]) fill(cluster, partition, 5);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([
      [0, 60],
      [0, 60],
    ]);
    expect(seen.messages).toBe(120);
    expect(seen.runs[0]).toMatchObject({ producer: 1, firstSequence: 0, count: 6, dueMicros: 1.79e15, bytes: 6 * 64 });
  });

  it("reads batches that a response cuts off", async () => {
    const cluster = await open(1, 2, 1_000);
    fill(cluster, 0, 30);
    fill(cluster, 1, 30, 3);
    const { seen, consumer } = await consume(cluster);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([
      [0, 180],
      [0, 90],
    ]);
    expect(seen.corruptedMessages).toBe(0);
  });

  it("reads on from another broker when the only leader moves", async () => {
    const cluster = await open(2, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.moveLeader(0, 1);
    fill(cluster, 0, 5);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 60]]);
    expect(cluster.requests.findLast(({ key }) => key === api.fetch.key)?.broker).toBe(1);
  });

  it("gives up draining when a broker keeps its connections and answers nothing", async () => {
    const cluster = await open(2, 2);
    cluster.moveLeader(0, 0);
    cluster.moveLeader(1, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.pause(1);
    expect(await consumer.drain(1_000)).toBe(false);
    cluster.resume(1);
    expect(await consumer.drain(5_000)).toBe(true);
  });

  it("reads on after its connection was lost", async () => {
    const cluster = await open(1, 2);
    fill(cluster, 0, 5);
    fill(cluster, 1, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages > 0);
    cluster.dropConnections(0);
    fill(cluster, 0, 5);
    await until(() => seen.messages === 90);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([
      [0, 60],
      [0, 30],
    ]);
    expect(seen.events).toContain("group g: connection to broker 0 lost");
    expect(seen.kinds).toContain("connection-lost");
  });

  it("reads what moves to a broker that it reads other partitions from", async () => {
    const cluster = await open(2, 2);
    const { seen, consumer } = await consume(cluster);
    cluster.moveLeader(1, 0);
    await cluster.stop(1);
    for (const partition of [0, 1]) fill(cluster, partition, 5);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([
      [0, 30],
      [0, 30],
    ]);
  });

  it("hears how far the log goes while a fetch is not answered yet, and does not end that fetch for it", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const answered = Promise.withResolvers<void>();
    cluster.onceAsked(api.fetch.key, () => answered.promise);
    const { seen, consumer } = await consume(cluster);
    await until(() => cluster.requests.some(({ key }) => key === api.fetch.key));
    consumer.drain(5_000).catch(() => {});
    await until(() => seen.behindMessages === 30);
    expect(seen.events).toEqual([]);
    answered.resolve();
  });

  it("reads on from a broker that was away", async () => {
    const cluster = await open(2, 2);
    const { seen, consumer } = await consume(cluster);
    await until(() => cluster.requests.some(({ broker, key }) => broker === 1 && key === api.fetch.key));
    await cluster.stop(1);
    fill(cluster, 1, 5);
    await until(() => seen.events.length > 0);
    await cluster.start(1);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 30]]);
  });

  it("goes on at the beginning of what is left when retention overtakes it, and says so", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.fetchErrors.set(0, ["KAFKA_STORAGE_ERROR"]); // holds the consumer back for a moment
    await until(() => cluster.fetchErrors.get(0)!.length === 0);
    fill(cluster, 0, 10);
    cluster.logs[0]!.dropOldest(8);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.events).toContain("group g: partition 0 of t no longer holds the offset to read (OFFSET_OUT_OF_RANGE)");
    expect(seen.read).toEqual([[0, 30, 48, 90]]);
  });

  it("reads a topic that was made anew from its beginning, and says so", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.recreate();
    fill(cluster, 0, 2);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.messages).toBe(30 + 12);
    expect(seen.events).toEqual(["group g: partition 0 of t was deleted and made anew"]);
    expect(seen.kinds).toEqual(["log-anew"]);
  });

  it("reads a topic that was made anew with fewer elections than it knew, and that has grown beyond what it read", async () => {
    const cluster = await open(1, 1);
    cluster.logs[0]!.elect();
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.recreate();
    fill(cluster, 0, 7);
    expect(await consumer.drain(8_000)).toBe(true);
    expect(seen.messages).toBe(30 + 42);
    expect(seen.events).toEqual(["group g: partition 0 of t was deleted and made anew"]);
    expect(seen.kinds).toEqual(["log-anew"]);
  });

  it("reads from where an election has cut the log, and nothing of what is left again", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    cluster.logs[0]!.elect(18);
    fill(cluster, 0, 1);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.events).toEqual([
      "group g: log of partition 0 of t was cut at offset 18: 12 messages that were read are gone",
    ]);
    expect(seen.runs.slice(5).map(({ firstSequence, count }) => [firstSequence, count])).toEqual([[18, 6]]);
  });

  it("reads what took the place of what it had read in a log that has grown again", async () => {
    const cluster = await open(2, 2);
    fill(cluster, 0, 5);
    fill(cluster, 1, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 60);
    cluster.logs[0]!.elect(12);
    cluster.moveLeader(0, 1);
    fill(cluster, 0, 8, 4);
    fill(cluster, 1, 1);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.events).toEqual([
      "group g: log of partition 0 of t was cut at offset 12: 18 messages that were read are gone",
    ]);
    // Of 12 + 8 x 4 = 44 messages 30 were read at offsets that hold others now.
    expect(seen.messages).toBe(60 + 32 + 6);
    const again = seen.runs.filter(({ count }) => count === 4).map(({ firstSequence }) => firstSequence);
    expect(again).toEqual([12, 16, 20, 24, 28, 32, 36, 40]);
  });

  it("reads on without a word when elections lose nothing", async () => {
    const cluster = await open(2, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 30);
    for (const broker of [1, 0, 0]) {
      cluster.logs[0]!.elect();
      cluster.moveLeader(0, broker);
      fill(cluster, 0, 2);
    }
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 66]]);
    expect(seen.events).toEqual([]);
    expect(cluster.requests.some(({ key }) => key === api.offsetForLeaderEpoch.key)).toBe(true);
  });

  it.each(["0", "1"] as const)(
    "reads what its leader alone has, with acks=%s, once the other replicas do",
    async (acks) => {
      const cluster = await open(1, 1);
      fill(cluster, 0, 5);
      const { seen, consumer } = await consume(cluster, [0], atTheTail, format, acks);
      cluster.logs[0]!.stallReplica();
      fill(cluster, 0, 5);
      expect(await consumer.drain(300)).toBe(false);
      expect(seen.read).toEqual([[0, 30]]);
      expect(seen.behindMessages).toBeGreaterThanOrEqual(30);
      setTimeout(() => cluster.logs[0]!.resumeReplica(), 300);
      expect(await consumer.drain(5_000)).toBe(true);
      expect(seen.read).toEqual([[0, 60]]);
    },
  );

  it("does not wait for what its leader alone has with acks=all, where it was not acknowledged", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster);
    cluster.logs[0]!.stallReplica();
    fill(cluster, 0, 5);
    expect(await consumer.drain(2_000)).toBe(true);
    expect(seen.read).toEqual([[0, 30]]);
  });

  it("does not wait for what was lost with the leader that alone had it", async () => {
    const cluster = await open(2, 1);
    fill(cluster, 0, 5);
    const { seen, consumer } = await consume(cluster, [0], atTheTail, format, "1");
    cluster.logs[0]!.stallReplica();
    fill(cluster, 0, 5);
    setTimeout(() => {
      cluster.logs[0]!.elect(30);
      cluster.moveLeader(0, 1);
      cluster.logs[0]!.resumeReplica();
    }, 200);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 30]]);
  });

  it("says that it did not drain when a partition cannot be read in time", async () => {
    const cluster = await open(1, 2);
    const { seen, consumer } = await consume(cluster);
    cluster.fetchErrors.set(1, Array(1000).fill("KAFKA_STORAGE_ERROR"));
    fill(cluster, 0, 1);
    fill(cluster, 1, 1);
    expect(await consumer.drain(250)).toBe(false);
    expect(seen.read).toEqual([[0, 6]]);
  });

  it.each([
    ["checksum", header.crc],
    ["time", header.baseTimestamp + 7],
    ["producer", header.producerId + 7],
    ["stamp", 61 + template.layout.valueAt[0]! + 9],
    ["payload", 61 + template.layout.valueAt[3]! + 40],
  ])("counts a batch with a wrong byte in its %s as corrupted, and receives none of it", async (_, at) => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 3);
    cluster.logs[0]!.batches[1]!.bytes[at]! ^= 0x10;
    const { seen, consumer } = await consume(cluster);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.corruptedMessages).toBe(PER_BATCH);
    expect(seen.read).toEqual([[0, 6, 12, 18]]);
  });

  it.each([
    ["first offset, far too high", 1],
    ["first offset, a little too high", 7],
    ["length, too long for any response", header.batchLength],
    ["length, a little too long", header.batchLength + 3],
    ["leader's epoch", header.leaderEpoch + 3],
  ])("reads all there is once though a byte in a batch is wrong that no checksum is of: its %s", async (_, at) => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 4);
    cluster.logs[0]!.batches[1]!.bytes[at]! ^= 0x10;
    const { seen, consumer } = await consume(cluster);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 24]]);
    expect([seen.messages, seen.corruptedMessages, seen.events]).toEqual([24, 0, []]);
  });

  it.each([
    ["high", header.lastOffsetDelta],
    ["low", header.lastOffsetDelta + 3],
  ])("counts no more than a batch as corrupted whose count of offsets is too %s", async (_, at) => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 4);
    cluster.logs[0]!.batches[1]!.bytes[at]! ^= at === header.lastOffsetDelta ? 0x10 : 0x01;
    const { seen, consumer } = await consume(cluster);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 6, 12, 24]]);
    expect([seen.corruptedMessages, seen.events]).toEqual([PER_BATCH, []]);
  });

  it("keeps to the time given to drain when no leader answers", async () => {
    const cluster = await open(1, 1);
    const { consumer } = await consume(cluster);
    await cluster.stop(0);
    expect(await consumer.drain(300)).toBe(false);
  });

  it("reads no more than its budget, and all the rest once it drains", async () => {
    const cluster = await open(2, 2);
    const budget = new RateBudget(40_000);
    fill(cluster, 0, 100);
    fill(cluster, 1, 100);
    const began = performance.now();
    const { seen, consumer } = await consume(cluster, [0, 1], { ...atTheTail, budget });
    await delay(500);
    const seconds = (performance.now() - began) / 1000;
    // A response of each broker may be on its way when the budget is spent: at least 16 KiB.
    expect(seen.bytes).toBeLessThan(40_000 * seconds + 2 * 17_000);
    expect(seen.bytes).toBeGreaterThan(10_000);
    const left = 1200 - seen.messages;
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([
      [0, 600],
      [0, 600],
    ]);
    expect(seen.behindMessages).toBeGreaterThan(0.8 * left);
    expect(seen.behindMessages).toBeLessThanOrEqual(left);
  });

  it("leaves what is younger than its lag for later, and reads it in time", async () => {
    const cluster = await open(1, 1);
    const now = Date.now() * 1000;
    for (const age of [5, 3, 1.4, 1.3]) fill(cluster, 0, 1, PER_BATCH, now - age * 1e6);
    fill(cluster, 0, 1, PER_BATCH, now);
    const { seen, consumer } = await consume(cluster, [0], { ...atTheTail, lagSeconds: 2 });
    await until(() => seen.messages >= 12);
    await delay(100);
    expect(seen.messages).toBe(12);
    await until(() => seen.messages === 24);
    expect(Date.now() * 1000 - now).toBeGreaterThan(0.7e6);
    expect(await consumer.drain(5_000)).toBe(true);
    expect(seen.read).toEqual([[0, 30]]);
    expect(seen.behindMessages).toBe(6);
  });

  it("begins anew at the end if it is to read again and again, within its share", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 4);
    const budget = new ShareBudget(0.5);
    const { seen } = await consume(cluster, [0], { budget, lagSeconds: 0, again: true });
    await delay(100);
    expect(seen.messages).toBe(0);
    const whole = cluster.logs[0]!.batches.reduce((sum, { bytes }) => sum + bytes.length, 0);
    budget.earn(6 * whole); // half of it: three times the log
    await until(() => seen.bytes >= 3 * whole);
    await delay(100);
    expect(seen.bytes).toBe(3 * whole);
    expect(seen.messages).toBe(3 * 24);
  });

  it("reads nothing more once it is closed", async () => {
    const cluster = await open(1, 1);
    fill(cluster, 0, 1);
    const { seen, consumer } = await consume(cluster);
    await until(() => seen.messages === 6);
    await consumer.close();
    fill(cluster, 0, 1);
    const fetches = cluster.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(cluster.requests.length).toBeLessThanOrEqual(fetches + 1);
    expect(seen.messages).toBe(6);
  });
});
