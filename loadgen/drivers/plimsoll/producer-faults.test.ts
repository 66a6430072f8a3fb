import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { closeRigs, exactlyOnce, producerRig as rig } from "../../testing/producer-rig.ts";
import type { Fault } from "../../testing/scripted-broker.ts";

afterEach(closeRigs);

const refuse = (error: string): Fault => ({ kind: "refuse", error });

/** A batch's troubles that pass, as brokers have them. */
const faults = fc.oneof(
  fc.constantFrom("NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT", "KAFKA_STORAGE_ERROR").map(refuse),
  fc.constant<Fault>({ kind: "store-and-refuse", error: "NOT_ENOUGH_REPLICAS_AFTER_APPEND" }),
  fc.boolean().map((stored): Fault => ({ kind: "drop", stored })),
  fc.integer({ min: 0, max: 2 }).map((to): Fault => ({ kind: "move", to })),
  fc.integer({ min: 1, max: 20 }).map((ms): Fault => ({ kind: "late", ms })),
  fc.integer({ min: 1, max: 40 }).map((ms): Fault => ({ kind: "throttle", ms })),
);
const scripts = fc.array(fc.array(faults, { maxLength: 5 }), { minLength: 3, maxLength: 3 });

describe("whatever befalls its batches, our own producer", () => {
  it("stores each message of an idempotent producer once and in order", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const { brokers, fates, settle, producer, audit } = await rig({ brokers: 3, partitions: 3, messages: 600 });
        for (const [partition, mine] of script.entries()) brokers.script(partition, { kind: "late", ms: 1 }, ...mine);
        await settle();
        expect(producer.outstanding).toBe(0);
        for (const ends of fates.ends.values()) expect(ends).toEqual(["acknowledged"]);
        expect(audit()).toMatchObject({ ...exactlyOnce, acknowledged: 600 });
      }),
      { numRuns: 8 },
    );
  });

  it("without idempotence gives each batch one end, and loses nothing that it calls acknowledged", async () => {
    const hard = fc.oneof(faults, fc.constant(refuse("MESSAGE_TOO_LARGE")));
    const harder = fc.array(fc.array(hard, { maxLength: 5 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(harder, async (script) => {
        const { brokers, fates, settle, audit } = await rig({
          brokers: 3,
          partitions: 3,
          messages: 600,
          idempotent: false,
        });
        for (const [partition, mine] of script.entries()) brokers.script(partition, ...mine);
        await settle();
        const refused = script.flat().filter((fault) => "error" in fault && fault.error === "MESSAGE_TOO_LARGE");
        for (const ends of fates.ends.values()) expect(ends).toHaveLength(1);
        expect(fates.failures.length).toBeLessThanOrEqual(refused.length);
        expect(fates.failures.every((end) => end === "MESSAGE_TOO_LARGE")).toBe(true);
        expect(audit()).toMatchObject({ lost: 0, corrupted: 0 });
      }),
      { numRuns: 8 },
    );
  });
});
