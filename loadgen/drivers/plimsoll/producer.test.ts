import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { closeRigs, exactlyOnce, format, producerRig as rig } from "../../testing/producer-rig.ts";
import type { Fault } from "../../testing/scripted-broker.ts";
import { until } from "../../testing/until.ts";
import { api } from "../../wire/requests.ts";

afterEach(closeRigs);

const refuse = (error: string): Fault => ({ kind: "refuse", error });

describe("our own producer", () => {
  it.each(["0", "1", "all"] as const)("stores every message once and in order with acks=%s", async (acks) => {
    const { brokers, fates, settle, audit } = await rig({
      brokers: 2,
      partitions: 3,
      acks,
      idempotent: acks === "all",
    });
    await settle();
    // With acks=0 the producer is done before the brokers are.
    await until(() => brokers.logs.reduce((sum, log) => sum + log.endOffset, 0) === 200);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200, consumed: 200 });
    expect(fates.failures).toEqual([]);
    expect(fates.retries).toEqual([]);
  });

  it("sends an idempotent producer's batches again in their order after errors that pass", async () => {
    const { brokers, fates, settle, audit } = await rig({ partitions: 2 });
    brokers.script(0, { kind: "late", ms: 1 }, refuse("NOT_ENOUGH_REPLICAS"), refuse("REQUEST_TIMED_OUT"));
    brokers.script(1, { kind: "late", ms: 1 }, { kind: "store-and-refuse", error: "NOT_ENOUGH_REPLICAS_AFTER_APPEND" });
    await settle();
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
    expect(fates.retries).toEqual(
      expect.arrayContaining(["NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "NOT_ENOUGH_REPLICAS_AFTER_APPEND"]),
    );
    expect(brokers.logs[1]!.repeatsNoticed).toBeGreaterThan(0);
  });

  it("follows a leader that moves, and keeps the order", async () => {
    const { brokers, fates, settle, audit } = await rig({ brokers: 3, partitions: 3 });
    brokers.script(
      0,
      { kind: "late", ms: 1 },
      { kind: "move", to: 1 },
      { kind: "late", ms: 1 },
      { kind: "move", to: 2 },
    );
    await settle();
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
    expect(fates.retries).toContain("NOT_LEADER_OR_FOLLOWER");
    const last = brokers.requests.findLast(({ partitions }) => partitions.includes(0));
    expect(last?.broker).toBe(2);
    expect(fates.events).toContain(`leader of partition 0 of ${brokers.topic} moved`);
    expect(new Set(fates.kinds)).toEqual(new Set(["leader-moved"]));
  });

  it("sends nothing to a new leader before the old one has answered: a retry would come too late", async () => {
    const { brokers, producer, settle, audit } = await rig({
      brokers: 2,
      partitions: 2,
      idempotent: false,
      inFlight: 2,
    });
    brokers.script(0, { kind: "late", ms: 400 });
    brokers.script(1, { kind: "late", ms: 20 }, refuse("NOT_ENOUGH_REPLICAS")); // has the leaders looked up
    await until(() => {
      producer.pump();
      return brokers.logs[0]!.batches.length === 1;
    });
    brokers.moveLeader(0, 1);
    await settle();
    const { outOfOrder } = audit().partitions.find(({ partition }) => partition === 0) ?? { outOfOrder: 0 };
    expect(outOfOrder).toBe(0);
    expect(audit()).toMatchObject({ lost: 0, repeated: 0, acknowledged: 200 });
  });

  it("waits for a partition whose leader is gone until it has another", async () => {
    const { brokers, fates, settle, audit } = await rig({ brokers: 2, partitions: 2 });
    brokers.script(0, { kind: "late", ms: 1 }, { kind: "move", to: -1 });
    setTimeout(() => brokers.moveLeader(0, 1), 300);
    await settle();
    expect(fates.kinds).toEqual(["leader-moved"]);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it.each([true, false])(
    "stores exactly once when a connection goes before the answer (stored: %s)",
    async (stored) => {
      const { brokers, fates, settle, audit } = await rig({ partitions: 2 });
      brokers.script(
        0,
        { kind: "late", ms: 1 },
        { kind: "drop", stored },
        { kind: "late", ms: 1 },
        { kind: "drop", stored },
      );
      await settle();
      expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
      expect(fates.retries).toContain("NETWORK_EXCEPTION");
      expect(fates.events).toContain("connection to broker 0 lost");
      expect(brokers.logs[0]!.repeatsNoticed > 0).toBe(stored);
    },
  );

  it("goes on when a broker was away and came back", async () => {
    const { brokers, settle, audit } = await rig({ brokers: 2, partitions: 2, messages: 2_000 });
    const under = settle();
    await brokers.stop(1);
    await delay(250);
    await brokers.start(1);
    await under;
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 2_000 });
  });

  it("without idempotence repeats what may be stored, and loses nothing that was acknowledged", async () => {
    const { brokers, settle, audit } = await rig({ partitions: 2, idempotent: false });
    brokers.script(0, { kind: "drop", stored: true }, { kind: "store-and-refuse", error: "REQUEST_TIMED_OUT" });
    await settle();
    const { lost, repeated, acknowledged } = audit();
    expect({ lost, acknowledged }).toEqual({ lost: 0, acknowledged: 200 });
    expect(repeated).toBeGreaterThan(0);
  });

  it.each([
    ["acks=1", { acks: "1" }],
    ["acks=all", { acks: "all" }],
  ] as const)("fails what a broker refuses for good, by its name, and sends the rest with %s", async (_, job) => {
    const { brokers, fates, settle, audit } = await rig({ idempotent: false, ...job });
    brokers.script(0, { kind: "late", ms: 1 }, refuse("MESSAGE_TOO_LARGE"));
    await settle();
    expect(fates.failures).toEqual(["MESSAGE_TOO_LARGE"]);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 - format.maxRecords });
  });

  it("closes the gap that a refused batch leaves in an idempotent producer's sequences", async () => {
    const { brokers, fates, settle, audit } = await rig({});
    brokers.script(0, { kind: "late", ms: 1 }, refuse("MESSAGE_TOO_LARGE"));
    await settle();
    expect(fates.failures).toEqual(["MESSAGE_TOO_LARGE"]);
    expect(fates.events).toContain("new producer id after OUT_OF_ORDER_SEQUENCE_NUMBER");
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 - format.maxRecords });
  });

  it.each(["OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "INVALID_PRODUCER_EPOCH"])(
    "takes a new producer id when a broker answers %s",
    async (error) => {
      const { brokers, fates, settle, audit } = await rig({ inFlight: 1 });
      brokers.script(0, { kind: "late", ms: 1 }, { kind: "late", ms: 1 }, refuse(error));
      brokers.initErrors.push("COORDINATOR_LOAD_IN_PROGRESS");
      await settle();
      expect(new Set(brokers.logs[0]!.batches.map(({ producerId }) => producerId)).size).toBe(2);
      expect(fates.failures).toEqual([]);
      expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
    },
  );

  it("asks again for a producer id while the coordinator loads", async () => {
    const { brokers, settle, audit } = await rig({
      prepare: (double) => double.initErrors.push("COORDINATOR_LOAD_IN_PROGRESS", "COORDINATOR_NOT_AVAILABLE"),
    });
    await settle();
    expect(brokers.initErrors).toEqual([]);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("sends nothing to a broker before its throttle time is over", async () => {
    const { brokers, settle } = await rig({ inFlight: 1 });
    brokers.script(0, { kind: "late", ms: 1 }, { kind: "throttle", ms: 300 });
    await settle();
    const arrivals = brokers.requests.filter(({ key }) => key === api.produce.key).map(({ at }) => at);
    // The third request follows the answer to the second.
    expect(arrivals[2]! - arrivals[1]!).toBeGreaterThanOrEqual(299);
    expect(arrivals[3]! - arrivals[2]!).toBeLessThan(250);
  });

  it("has no more than five batches of a partition on their way", async () => {
    const { brokers, settle, audit } = await rig({ inFlight: 20, requestBytes: 1, messages: 600 });
    brokers.script(0, { kind: "late", ms: 150 });
    await settle();
    expect(brokers.mostUnanswered).toBe(5);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 600 });
  });

  it("closes the connection to a broker that never answers, and sends to the next leader", async () => {
    const { brokers, producer, fates, settle, skip, audit } = await rig({ brokers: 2, partitions: 2 });
    brokers.script(0, { kind: "late", ms: 1 }, { kind: "silent", stored: true });
    await until(() => {
      producer.pump();
      return brokers.logs[0]!.batches.length >= 2;
    });
    brokers.moveLeader(0, 1);
    skip(20e6);
    await settle();
    expect(fates.events).toContain("broker 0 does not answer");
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("does not take a broker for silent that answers one request after the other, however long each takes", async () => {
    const { brokers, producer, fates, settle, skip, audit } = await rig({ inFlight: 3, requestBytes: 1 });
    brokers.script(0, { kind: "late", ms: 200 }, { kind: "late", ms: 200 }, { kind: "late", ms: 200 });
    for (let answered = 1; answered <= 3; answered++) {
      await until(() => {
        producer.pump();
        return fates.ends.size >= answered;
      });
      skip(8e6);
    }
    await settle();
    expect(fates.events).toEqual([]);
    expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 200 });
  });

  it("gives up what was not delivered within the delivery timeout", async () => {
    const { brokers, fates, settle } = await rig({ messages: 30, deliveryTimeoutMs: 400 });
    brokers.script(0, ...Array.from({ length: 100 }, () => refuse("NOT_ENOUGH_REPLICAS")));
    await settle();
    expect(fates.failures.length).toBe(Math.ceil(30 / format.maxRecords));
    for (const end of fates.failures) expect(end).toMatch(/^(NOT_ENOUGH_REPLICAS|TIMED_OUT)$/);
    expect(brokers.logs[0]!.endOffset).toBe(0);
  });

  it("gives up what waits for a leader longer than the delivery timeout", async () => {
    const { brokers, producer, fates } = await rig({ messages: 30, deliveryTimeoutMs: 300 });
    brokers.script(0, { kind: "move", to: -1 });
    producer.pump();
    expect(producer.outstanding).toBeGreaterThan(0);
    await until(() => producer.outstanding === 0);
    expect(new Set(fates.failures)).toEqual(new Set(["TIMED_OUT"]));
  });

  it("gives every batch an end when it is closed with batches on their way", async () => {
    const { brokers, producer, fates } = await rig({ partitions: 2, messages: 100 });
    brokers.script(0, { kind: "silent", stored: true });
    brokers.script(1, refuse("NOT_ENOUGH_REPLICAS"));
    producer.pump();
    expect(producer.outstanding).toBeGreaterThan(0);
    await producer.close();
    await until(() => producer.outstanding === 0);
    for (const ends of fates.ends.values()) expect(ends).toHaveLength(1);
    expect(fates.failures.length).toBe(fates.ends.size);
  });
});
