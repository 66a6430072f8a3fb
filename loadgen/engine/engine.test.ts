import { afterEach, describe, expect, it } from "vitest";
import { plaintext } from "../access.ts";
import { audit } from "../audit/ledger.ts";
import type { Fault } from "../faults/fault.ts";
import { atTail } from "../groups.ts";
import { steady } from "../load/profile.ts";
import { plainMessages } from "../records/messages.ts";
import { audited } from "../results.ts";
import { openSink } from "../sink/sink.ts";
import { ScriptedBrokers } from "../testing/scripted-broker.ts";
import { until } from "../testing/until.ts";
import { type LoadResult, runLoad } from "./engine.ts";
import { defaultPipeline, type LoadJob, type TopicLoad } from "./job.ts";
import { merged } from "./sample.ts";
import { parseStopConditions } from "./stop.ts";

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(brokers: number, partitions: number): Promise<ScriptedBrokers> {
  const cluster = await ScriptedBrokers.open({ brokers, partitions });
  opened.push(cluster);
  return cluster;
}

const load = (change: Partial<TopicLoad>): TopicLoad => ({
  topic: "t",
  partitions: 1,
  profile: steady(1_000, 1),
  dropAfterMs: null,
  messages: plainMessages(100),
  acks: "all",
  idempotent: true,
  groups: [],
  ...change,
});

const job = (bootstrap: readonly string[], topic: TopicLoad, change: Partial<LoadJob> = {}): LoadJob => ({
  driver: "plimsoll",
  access: plaintext(bootstrap),
  topics: [topic],
  pipeline: {
    batchBytes: 50_000,
    lingerMs: 5,
    connections: 1,
    inFlight: 3,
    deliveryTimeoutMs: 5_000,
    fetch: { minBytes: 1, maxWaitMs: 100 },
  },
  threads: { produce: 1, consume: 0 },
  warmupSeconds: 0,
  seconds: 1,
  settleSeconds: 2,
  drainSeconds: 2,
  seed: 1,
  ...change,
});

const produced = ({ produce }: LoadResult, key: "acknowledged" | "failed" | "unsent" | "messages" | "retries") =>
  produce.reduce((sum, part) => sum + part[key], 0);

describe("a load", () => {
  it("is measured once its latency is steady, for as long as asked, and ends with its measurement", async () => {
    const cluster = await open(1, 2);
    const longest = load({
      partitions: 2,
      messages: plainMessages(100, true),
      groups: [atTail("a")],
      profile: steady(500, 14),
    });
    const result = await runLoad(
      job(cluster.bootstrap, longest, { threads: { produce: 1, consume: 1 }, mostWarmupSeconds: 12, seconds: 2 }),
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
    const cluster = await open(2, 3);
    const samples: number[] = [];
    const result = await runLoad(
      job(
        cluster.bootstrap,
        load({ partitions: 3, messages: plainMessages(100, true), groups: [atTail("a"), atTail("b")] }),
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

  // What a machine with other things to do delivers late is late by the clock: tried again.
  it("reads at each group's own rate and lag and rereads its history, and all the rest in the end", async () => {
    const cluster = await open(1, 2);
    const groups = [
      { ...atTail("slow"), bytesPerSecond: 40_000 },
      { ...atTail("late"), lagSeconds: 1 },
      { ...atTail("again"), history: 0.5 },
    ];
    const topic = load({ partitions: 2, groups, profile: steady(1_000, 2) });
    const result = await runLoad(job(cluster.bootstrap, topic, { threads: { produce: 1, consume: 1 }, seconds: 2 }));
    expect(result.drained).toBe(true);
    expect(result.consume.map(({ messages }) => messages)).toEqual([2_000, 2_000, 2_000]);
    const [slow, late, again] = result.consume;
    // 2 s of 40 kB/s, with a portion of 16 KiB more at most; some 220 kB were stored.
    expect(slow!.windowFetchedBytes).toBeGreaterThan(60_000);
    expect(slow!.windowFetchedBytes).toBeLessThan(100_000);
    expect(slow!.behind).toBeGreaterThan(1_000);
    // What was due in the first of two seconds, read in the second.
    expect(Math.abs(late!.windowMessages - 1_000)).toBeLessThan(150);
    expect(late!.behind).toBeGreaterThan(500);
    expect(again!.windowMessages).toBeGreaterThan(1_900);
    expect(again!.historyBytes).toBeGreaterThan(50_000);
    expect(again!.historyBytes).toBeLessThan(130_000);
    expect([slow!.historyBytes, late!.historyBytes]).toEqual([0, 0]);
    expect(result.consume.every(({ corrupted }) => corrupted === 0)).toBe(true);
    const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
    const named = groups.map(({ group }) => ({ topic: "t", group }));
    expect(audit(...rows, named, 0)).toMatchObject({ clean: true, lost: 0, repeated: 0, outOfOrder: 0 });
  });

  it("loses nothing and reads nothing twice when its consumers are restarted", async () => {
    const cluster = await open(2, 4);
    const groups = [atTail("a"), { ...atTail("b"), bytesPerSecond: 60_000 }];
    const topic = load({ partitions: 4, groups, profile: steady(2_000, 2) });
    const change = { threads: { produce: 1, consume: 2 }, seconds: 2, restartConsumersAtSeconds: 1 };
    const result = await runLoad(job(cluster.bootstrap, topic, change));
    expect(result.drained).toBe(true);
    const restarted = result.events.filter(({ text }) => text.endsWith("restarted"));
    expect(restarted.map(({ text }) => text).sort()).toEqual(
      groups.map(({ group }) => `group ${group}: consumers restarted`),
    );
    for (const { t } of restarted) expect(Math.abs(t - 1)).toBeLessThan(0.4);
    const rows = [result.produce.flatMap((part) => part.rows), result.consume.flatMap((part) => part.rows)] as const;
    const named = groups.map(({ group }) => ({ topic: "t", group }));
    expect(audit(...rows, named, 0)).toMatchObject({ consumed: 8_000, lost: 0, repeated: 0, outOfOrder: 0 });
  });

  it("keeps its pace, and leaves the warm-up out of rates and latencies", { retry: 3 }, async () => {
    const sink = await openSink("t", 1);
    opened.push(sink);
    const result = await runLoad(
      job([sink.bootstrap], load({ profile: steady(20_000, 2.5) }), { warmupSeconds: 0.5, seconds: 2 }),
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
    opened.push(sink);
    // 100 ms of nothing, then up from 0 to 20,000/s in a second, then level: 10,000 and 20,000 messages.
    const profile = [
      { seconds: 0.1, from: 0, to: 0 },
      { seconds: 1, from: 0, to: 20_000 },
      { seconds: 1, from: 20_000, to: 20_000 },
    ];
    const result = await runLoad(
      job([sink.bootstrap], load({ partitions: 4, profile }), { warmupSeconds: 1.1, seconds: 1 }),
    );
    expect(produced(result, "acknowledged")).toBe(30_000);
    const { messages, latency } = result.produce[0]!;
    expect(Math.abs(messages / 20_000 - 1)).toBeLessThan(0.005);
    // Each message waits for others 5 ms at most; what is late is late by its due time on the ramp.
    expect(merged([latency]).percentile(50)).toBeLessThan(20);
  });

  it("drops what finds no room for too long, second by second, and audits the rest as if it had never been", async () => {
    const cluster = await open(1, 2);
    const running = runLoad(
      job(
        cluster.bootstrap,
        load({ partitions: 2, dropAfterMs: 100, groups: [atTail("a")], profile: steady(1_000, 2) }),
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
    const cluster = await open(1, 1);
    const told: string[] = [];
    cluster.script(
      0,
      ...Array.from({ length: 50_000 }, () => ({ kind: "refuse", error: "NOT_ENOUGH_REPLICAS" }) as const),
    );
    const began = performance.now();
    const result = await runLoad(
      job(cluster.bootstrap, load({ profile: steady(1_000, 61) }), {
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

  it("says what became of every message when the brokers take none", async () => {
    const cluster = await open(1, 1);
    cluster.script(
      0,
      ...Array.from({ length: 5_000 }, () => ({ kind: "refuse", error: "NOT_ENOUGH_REPLICAS" }) as const),
    );
    const pipeline = {
      batchBytes: 2_000,
      lingerMs: 5,
      connections: 1,
      inFlight: 2,
      deliveryTimeoutMs: 300,
      fetch: { minBytes: 1, maxWaitMs: 100 },
    };
    const result = await runLoad(job(cluster.bootstrap, load({}), { pipeline, settleSeconds: 0.2 }));
    expect(produced(result, "acknowledged")).toBe(0);
    expect(produced(result, "failed")).toBeGreaterThan(0);
    expect(produced(result, "unsent")).toBeGreaterThan(0);
    expect(produced(result, "failed") + produced(result, "unsent")).toBe(1_000);
    expect(Object.keys(result.produce[0]!.errors)).toContain("NOT_ENOUGH_REPLICAS");
    expect(result.series[0]).toMatchObject({ t: 1, acknowledgedMessages: 0, p50: null, p99: null });
  });

  it("tells of a lost connection once, and when", async () => {
    const cluster = await open(1, 2);
    const told: string[] = [];
    breakAfter(cluster, 500);
    const result = await runLoad(
      job(cluster.bootstrap, load({ partitions: 2 }), {
        threads: { produce: 2, consume: 0 },
        onEvent: (_, text) => told.push(text),
        pipeline: {
          batchBytes: 2_000,
          lingerMs: 1,
          connections: 1,
          inFlight: 2,
          deliveryTimeoutMs: 5_000,
          fetch: { minBytes: 1, maxWaitMs: 100 },
        },
      }),
    );
    expect(produced(result, "acknowledged")).toBe(1_000);
    expect(told).toEqual(["connection to broker 0 lost"]);
    expect(result.events).toEqual([{ t: expect.any(Number), text: "connection to broker 0 lost" }]);
    expect(result.events[0]!.t).toBeGreaterThan(0);
  });

  it("says that a group did not read to the end in time", async () => {
    const cluster = await open(1, 1);
    cluster.fetchErrors.set(0, Array(1_000).fill("KAFKA_STORAGE_ERROR"));
    const result = await runLoad(
      job(cluster.bootstrap, load({ groups: [atTail("a")] }), {
        threads: { produce: 1, consume: 1 },
        drainSeconds: 0.2,
      }),
    );
    expect(result.drained).toBe(false);
    expect(result.consume[0]).toMatchObject({ group: "a", messages: 0 });
  });
});

describe("a load with faults", () => {
  const steps: string[] = [];
  const fault = (
    atSeconds: number,
    text: string,
    act: () => Promise<void> | void,
    end: Fault["end"] = null,
  ): Fault => ({
    atSeconds,
    text,
    begin: async () => void (await act()),
    end,
  });

  it("carries them out on time, tells of them, and goes on", async () => {
    const cluster = await open(1, 1);
    const end = { afterSeconds: 0.2, run: () => cluster.start(0) };
    const failing = () => {
      throw new Error("broker 7 does not run");
    };
    const faults = [fault(0.3, "kill broker 0", () => cluster.stop(0), end), fault(0.4, "kill broker 7", failing)];
    const result = await runLoad(job(cluster.bootstrap, load({}), { faults: { faults, putBack: null } }));
    expect(produced(result, "acknowledged")).toBe(1_000);
    const texts = result.events.map(({ text }) => text);
    expect(texts).toContain("fault: kill broker 0");
    expect(texts).toContain("end of fault: kill broker 0");
    expect(texts).toContain("fault not carried out: kill broker 7: broker 7 does not run");
    const [kill, other] = result.faults.records;
    expect(kill!.began! - kill!.planned).toBeLessThan(0.2);
    expect(kill!.ended! - kill!.began!).toBeGreaterThanOrEqual(0.19);
    expect(other!.failure).toBe("broker 7 does not run");
    expect(result.faults.seconds.map(({ t }) => t)).toEqual(result.series.map(({ t }) => t));
  });

  it("puts the cluster back before its consumers read to the end, so that nothing is taken for lost", async () => {
    const cluster = await open(2, 2);
    cluster.moveLeader(0, 0);
    cluster.moveLeader(1, 1);
    const putBack = async () => {
      await cluster.start(1);
      return ["broker 1 started"];
    };
    const faults = [fault(0.5, "kill broker 1", () => cluster.stop(1))];
    const topic = load({ partitions: 2, groups: [atTail("a")] });
    const change = { threads: { produce: 1, consume: 1 }, settleSeconds: 0.2, faults: { faults, putBack } };
    const result = await runLoad(job(cluster.bootstrap, topic, change));
    expect(result.drained).toBe(true);
    expect(result.events.map(({ text }) => text)).toContain("put back: broker 1 started");
    const rows = result.produce.flatMap(({ rows }) => rows);
    const read = result.consume.flatMap(({ rows }) => rows);
    expect(audit(rows, read, [{ topic: topic.topic, group: "a" }], 0)).toMatchObject({ clean: true, lost: 0 });
  });

  it("puts the cluster back when it is interrupted, after what was under way", async () => {
    const cluster = await open(1, 1);
    const abort = new AbortController();
    const slow = async () => {
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 200));
      steps.push("killed");
    };
    const putBack = async () => {
      steps.push("put back");
      return [];
    };
    const faults = { faults: [fault(0.1, "kill broker 0", slow)], putBack };
    const running = runLoad(job(cluster.bootstrap, load({}), { seconds: 60, signal: abort.signal, faults }));
    await expect(running).rejects.toMatchObject({ kind: "interrupted" });
    expect(steps).toEqual(["killed", "put back"]);
  });
});

describe("a load that cannot go on", () => {
  it("passes on why a thread cannot start", async () => {
    const cluster = await open(1, 1);
    await expect(runLoad(job(cluster.bootstrap, load({ topic: "other" })))).rejects.toMatchObject({
      name: "Problem",
      kind: "environment",
      code: "PLM-LOAD-003",
      remedy: expect.stringMatching(/./),
    });
    await expect(runLoad(job(cluster.bootstrap, load({ messages: plainMessages(20) })))).rejects.toMatchObject({
      kind: "input",
      code: "PLM-LOAD-001",
    });
    await until(() => cluster.connections === 0);
  });

  it("says that no broker answers", async () => {
    const cluster = await open(1, 1);
    await cluster.stop(0);
    await expect(runLoad(job(cluster.bootstrap, load({})))).rejects.toMatchObject({ code: "PLM-LOAD-005" });
  });

  it("stops at once when it is interrupted, and leaves no thread behind", async () => {
    const cluster = await open(1, 1);
    const abort = new AbortController();
    const running = runLoad(
      job(cluster.bootstrap, load({ groups: [atTail("a")] }), {
        threads: { produce: 1, consume: 1 },
        seconds: 60,
        signal: abort.signal,
      }),
    );
    running.catch(() => {});
    await until(() => cluster.logs[0]!.endOffset > 0);
    const from = performance.now();
    abort.abort();
    await expect(running).rejects.toMatchObject({ kind: "interrupted", code: "PLM-LOAD-009" });
    expect(performance.now() - from).toBeLessThan(5_000);
    await until(() => cluster.connections === 0);
    const requests = cluster.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(cluster.requests.length).toBe(requests);
  });

  it("does not start when it was interrupted before", async () => {
    const cluster = await open(1, 1);
    await expect(runLoad(job(cluster.bootstrap, load({}), { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      code: "PLM-LOAD-009",
    });
    await until(() => cluster.connections === 0);
    expect(cluster.logs[0]!.endOffset).toBe(0);
  });
});

/** Closes every connection once, when so many messages were stored. */
function breakAfter(cluster: ScriptedBrokers, messages: number): void {
  const timer = setInterval(() => {
    if (cluster.logs.reduce((sum, log) => sum + log.endOffset, 0) < messages) return;
    clearInterval(timer);
    cluster.dropConnections(0);
  }, 5);
  opened.push({ close: async () => clearInterval(timer) });
}
