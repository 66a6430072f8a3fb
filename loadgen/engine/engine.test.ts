import { describe, expect, it, onTestFinished } from "vitest";
import { audit } from "../audit/ledger.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { audited } from "../results.ts";
import { openSink } from "../sink/sink.ts";
import { jobOf, loadOf, openBrokers, produced } from "../testing/load-rig.ts";
import { until } from "../testing/until.ts";
import { runLoad } from "./engine.ts";
import { defaultPipeline } from "./job.ts";
import { merged } from "./sample.ts";
import { parseStopConditions } from "./stop.ts";

describe("a load", () => {
  it("is measured once its latency is steady, for as long as asked, and ends with its measurement", async () => {
    const cluster = await openBrokers(1, 2);
    const longest = loadOf({
      partitions: 2,
      messages: plainMessages(100, true),
      groups: [atTail("a")],
      profile: steady(500, 14),
    });
    const result = await runLoad(
      jobOf(cluster.bootstrap, longest, { threads: { produce: 1, consume: 1 }, mostWarmupSeconds: 12, seconds: 2 }),
    );
    expect(result.warmUp).toBe("found");
    // Five steady seconds at least are needed to tell.
    expect(result.measuredFrom).toBeGreaterThanOrEqual(5);
    expect(result.measuredFrom).toBeLessThan(12);
    expect(result.measuredSeconds).toBe(2);
    const due = 500 * (result.measuredFrom + 2);
    expect(Math.abs(produced(result, "acknowledged") - due)).toBeLessThanOrEqual(2);
    expect(produced(result, "failed") + produced(result, "unsent")).toBe(0);
    expect(Math.abs(produced(result, "messages") - 1000)).toBeLessThan(60);
    expect(result.drained).toBe(true);
  });

  it("counts the same on all sides: sent, stored, read by each group, and second by second", async () => {
    const cluster = await openBrokers(2, 3);
    const samples: number[] = [];
    const result = await runLoad(
      jobOf(
        cluster.bootstrap,
        loadOf({ partitions: 3, messages: plainMessages(100, true), groups: [atTail("a"), atTail("b")] }),
        {
          threads: { produce: 2, consume: 2 },
          onSample: ({ t }) => samples.push(t),
        },
      ),
    );
    expect(result.drained).toBe(true);
    expect(produced(result, "acknowledged")).toBe(1_000);
    expect(produced(result, "failed") + produced(result, "unsent") + produced(result, "retries")).toBe(0);
    expect(cluster.logs.reduce((sum, log) => sum + log.endOffset, 0)).toBe(1_000);
    for (const group of ["a", "b"]) {
      const parts = result.consume.filter((part) => part.group === group);
      expect(parts.reduce((sum, { messages }) => sum + messages, 0)).toBe(1_000);
      expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(100_000);
    }
    const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
    const groups = ["a", "b"].map((group) => ({ topic: "t", group }));
    expect(audit(...rows, groups, 0)).toMatchObject({
      clean: true,
      lost: 0,
      repeated: 0,
      outOfOrder: 0,
      consumed: 2_000,
    });
    expect(result.series.map(({ t }) => t)).toEqual(samples);
    expect(samples[0]).toBe(1);
    for (const [i, t] of samples.entries()) expect(t).toBe(i + 1);
    expect(result.series[0]!.acknowledgedBytes).toBe(100 * result.series[0]!.acknowledgedMessages);
    expect(result.limits.workers).toBe(4);
    expect(result.limits.eventLoopUtilisation).toBeGreaterThan(0);
    expect(result.limits.generatorCores).toBeGreaterThan(0);
  });

  it("sends every message of a slow load, though its threads are more than its messages in a second", async () => {
    const cluster = await openBrokers(1, 1);
    const slow = loadOf({ profile: steady(3, 2) });
    const result = await runLoad(jobOf(cluster.bootstrap, slow, { threads: { produce: 4, consume: 0 }, seconds: 2 }));
    expect(result.produce.map(({ acknowledged }) => acknowledged)).toEqual([2, 2, 1, 1]);
  });

  // What a machine with other things to do delivers late is late by the clock: tried again.
  it("keeps its pace, and leaves the warm-up out of rates and latencies", { retry: 3 }, async () => {
    const sink = await openSink("t", 1);
    onTestFinished(() => sink.close());
    const result = await runLoad(
      jobOf([sink.bootstrap], loadOf({ profile: steady(20_000, 2.5) }), { warmupSeconds: 0.5, seconds: 2 }),
    );
    expect(produced(result, "acknowledged")).toBe(50_000);
    expect(produced(result, "unsent")).toBe(0);
    const { messages, bytes, latency } = result.produce[0]!;
    expect(Math.abs(messages / 40_000 - 1)).toBeLessThan(0.005);
    expect(bytes).toBe(100 * messages);
    // Latencies go on after the end, for what was due before it.
    expect(merged([latency]).count).toBeGreaterThanOrEqual(messages);
    expect(merged([latency]).count).toBeLessThan(41_000);
    expect(result.series.map(({ t }) => t).slice(0, 2)).toEqual([1, 2]);
  });

  it("keeps its pace while the rate changes", { retry: 3 }, async () => {
    const sink = await openSink("t", 4);
    onTestFinished(() => sink.close());
    // 100 ms of nothing, then up from 0 to 20,000/s in a second, then level: 10,000 and 20,000 messages.
    const profile = [
      { seconds: 0.1, from: 0, to: 0 },
      { seconds: 1, from: 0, to: 20_000 },
      { seconds: 1, from: 20_000, to: 20_000 },
    ];
    const result = await runLoad(
      jobOf([sink.bootstrap], loadOf({ partitions: 4, profile }), { warmupSeconds: 1.1, seconds: 1 }),
    );
    expect(produced(result, "acknowledged")).toBe(30_000);
    const { messages, latency } = result.produce[0]!;
    expect(Math.abs(messages / 20_000 - 1)).toBeLessThan(0.005);
    // Each message waits for others 5 ms at most; what is late is late by its due time on the ramp.
    expect(merged([latency]).percentile(50)).toBeLessThan(20);
  });

  it("drops what finds no room for too long, second by second, and audits the rest as if it had never been", async () => {
    const cluster = await openBrokers(1, 2);
    const running = runLoad(
      jobOf(
        cluster.bootstrap,
        loadOf({ partitions: 2, dropAfterMs: 100, groups: [atTail("a")], profile: steady(1_000, 2) }),
        {
          threads: { produce: 1, consume: 1 },
          seconds: 2,
        },
      ),
    );
    running.catch(() => {});
    await until(() => cluster.logs[0]!.endOffset > 0);
    cluster.pause(0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    cluster.resume(0);
    const result = await running;
    const [part] = result.produce;
    expect(part!.dropped).toBeGreaterThan(100);
    expect(part!.acknowledged + part!.dropped + part!.failed + part!.unsent).toBe(2_000);
    expect(result.series.reduce((sum, second) => sum + second.droppedMessages, 0)).toBe(part!.dropped);
    expect(audited(result, [{ topic: "t", group: "a" }])).toMatchObject({
      acknowledged: part!.acknowledged,
      consumed: part!.acknowledged,
      lost: 0,
      outOfOrder: 0,
      partitions: [],
    });
  });

  it("ends early when a condition is met after the warm-up, and measures until then", async () => {
    const cluster = await openBrokers(1, 1);
    const told: string[] = [];
    cluster.script(
      0,
      ...Array.from({ length: 50_000 }, () => ({ kind: "refuse", error: "NOT_ENOUGH_REPLICAS" }) as const),
    );
    const began = performance.now();
    const result = await runLoad(
      jobOf(cluster.bootstrap, loadOf({ profile: steady(1_000, 61) }), {
        warmupSeconds: 1,
        seconds: 60,
        settleSeconds: 0.2,
        stopWhen: parseStopConditions("behind>1000000,errors>100"),
        pipeline: { ...defaultPipeline, lingerMs: 5, deliveryTimeoutMs: 300 },
        onEvent: (_, text) => told.push(text),
      }),
    );
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(result.stopped).toMatch(/^errors [\d,]+, above 100$/);
    expect(told).toContain(`stopped early: ${result.stopped}`);
    expect(result.measuredSeconds).toBeGreaterThan(0.9);
    expect(result.measuredSeconds).toBeLessThan(3);
    const [part] = result.produce;
    // What would have been due after the end never was.
    const due = 1_000 * (1 + result.measuredSeconds);
    expect(Math.abs(part!.acknowledged + part!.failed + part!.unsent - due)).toBeLessThanOrEqual(0.05 * due);
  });
});
