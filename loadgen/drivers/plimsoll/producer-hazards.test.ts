import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { closeRigs, exactlyOnce, producerRig as rig } from "../../testing/producer-rig.ts";
import type { Fault, ScriptedBrokers } from "../../testing/scripted-broker.ts";
import { until } from "../../testing/until.ts";
import { api } from "../../wire/requests.ts";

afterEach(closeRigs);

const refuse = (error: string): Fault => ({ kind: "refuse", error });

async function stopFor(brokers: ScriptedBrokers, millis: number): Promise<void> {
  await brokers.stop(0);
  setTimeout(() => void brokers.start(0), millis);
}

describe("our own producer", () => {
  it("tells how long batches waited for it alone, not for the answers of a broker", async () => {
    const { brokers, fates, settle } = await rig({ inFlight: 1 });
    brokers.script(0, { kind: "late", ms: 300 });
    await settle();
    // Due a second and more before anybody let the producer send; the batches after it waited for the answer.
    const [first, second] = fates.ownMicros;
    expect(first).toBeGreaterThan(900_000);
    expect(second).toBeLessThan(200_000);
  });

  it("tells of each batch once, whatever is sent again", async () => {
    const { brokers, fates, settle, audit } = await rig({});
    brokers.script(0, refuse("NOT_ENOUGH_REPLICAS"));
    await settle();
    expect(fates.retries.length).toBeGreaterThan(0);
    expect(fates.ownMicros).toHaveLength(fates.ends.size);
    expect(audit().acknowledged).toBe(200);
  });

  it("keeps the order though its very first batch is refused: a broker takes any sequence of an unknown producer", async () => {
    const { brokers, settle, audit } = await rig({});
    brokers.script(0, refuse("NOT_ENOUGH_REPLICAS"));
    await settle();
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("takes a new producer id for the one partition that needs it: elsewhere a repeat would not be noticed", async () => {
    const { brokers, settle, audit } = await rig({ brokers: 2, partitions: 2, inFlight: 1 });
    brokers.script(0, { kind: "late", ms: 40 }, refuse("OUT_OF_ORDER_SEQUENCE_NUMBER"));
    brokers.script(1, { kind: "late", ms: 30 }, { kind: "drop", stored: true });
    await settle();
    const ids = brokers.logs.map(({ batches }) => new Set(batches.map(({ producerId }) => producerId)).size);
    expect(ids).toEqual([2, 1]);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("serves a partition that had no leader when it was opened", async () => {
    const { settle, audit } = await rig({
      partitions: 2,
      prepare: (double) => {
        double.moveLeader(1, -1);
        setTimeout(() => double.moveLeader(1, 0), 200);
      },
    });
    await settle();
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("does not give up a slow request because the metadata are looked at meanwhile", async () => {
    const { brokers, fates, settle, audit } = await rig({ brokers: 2, partitions: 2, idempotent: false });
    brokers.script(0, { kind: "late", ms: 1 }, { kind: "late", ms: 3_500 });
    brokers.script(1, { kind: "late", ms: 50 }, refuse("NOT_ENOUGH_REPLICAS"));
    await settle();
    expect(fates.events).toEqual([]);
    expect(audit().repeated).toBe(0);
  });

  it("waits for the longest throttle time that it was told", async () => {
    const { brokers, settle } = await rig({ inFlight: 2 });
    brokers.script(0, { kind: "late", ms: 1 }, { kind: "throttle", ms: 300 }, { kind: "throttle", ms: 20 });
    await settle();
    const arrivals = brokers.requests.filter(({ key }) => key === api.produce.key).map(({ at }) => at);
    expect(arrivals[3]! - arrivals[2]!).toBeGreaterThanOrEqual(290);
  });

  it("with acks=0 knows when brokers have what it sent, or never will", async () => {
    const { brokers, producer, settle } = await rig({ brokers: 2, partitions: 2, acks: "0", idempotent: false });
    const stored = () => brokers.logs.map(({ endOffset }) => endOffset);
    for (const broker of [0, 1]) brokers.pause(broker);
    await settle();
    let known = false;
    const delivered = producer.delivered().then(() => {
      known = true;
    });
    brokers.resume(0);
    await until(() => stored()[0] === 100);
    await delay(50);
    expect([known, stored()[1]]).toEqual([false, 0]);
    brokers.resume(1);
    await delivered;
    expect(stored()).toEqual([100, 100]);
    brokers.pause(1);
    const again = producer.delivered();
    await delay(50);
    brokers.dropConnections(1);
    await again;
  });

  it("asks again for its id while no broker answers, and says so when the time is over", async () => {
    const { brokers, settle, audit } = await rig({
      prepare: (double) => double.onceAsked(api.initProducerId.key, () => stopFor(double, 300)),
    });
    await settle();
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
    expect(brokers.requests.filter(({ key }) => key === api.initProducerId.key)).toHaveLength(2);
    const prepare = (double: ScriptedBrokers) => double.onceAsked(api.initProducerId.key, () => double.stop(0));
    await expect(rig({ deliveryTimeoutMs: 300, prepare })).rejects.toMatchObject({ code: "PLM-LOAD-005" });
  });

  it("takes nothing more once it is closed, and has then given each batch its end", async () => {
    const { brokers, producer, fates } = await rig({ partitions: 2, messages: 1_000 });
    brokers.script(0, { kind: "silent", stored: true });
    producer.pump();
    await producer.close();
    expect(producer.outstanding).toBe(0);
    const ends = fates.ends.size;
    expect(ends).toBeGreaterThan(0);
    producer.pump();
    await delay(20);
    expect(fates.ends.size).toBe(ends);
    expect(producer.outstanding).toBe(0);
  });
});
