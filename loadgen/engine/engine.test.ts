import { afterEach, describe, expect, it } from "vitest";
import { audit } from "../audit/ledger.ts";
import { openSink } from "../sink/sink.ts";
import { ScriptedBrokers } from "../testing/scripted-broker.ts";
import { until } from "../testing/until.ts";
import { type LoadResult, runLoad } from "./engine.ts";
import type { LoadJob, TopicLoad } from "./job.ts";
import { merged } from "./sample.ts";

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
  messagesPerSecond: 1_000,
  messageBytes: 100,
  keyed: false,
  acks: "all",
  idempotent: true,
  groups: [],
  ...change,
});

const job = (bootstrap: readonly string[], topic: TopicLoad, change: Partial<LoadJob> = {}): LoadJob => ({
  driver: "plimsoll",
  bootstrap,
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
  it("counts the same on all sides: sent, stored, read by each group, and second by second", async () => {
    const cluster = await open(2, 3);
    const samples: number[] = [];
    const result = await runLoad(
      job(cluster.bootstrap, load({ partitions: 3, keyed: true, groups: ["a", "b"] }), {
        threads: { produce: 2, consume: 2 },
        onSample: ({ t }) => samples.push(t),
      }),
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
  it("keeps its pace, and leaves the warm-up out of rates and latencies", { retry: 3 }, async () => {
    const sink = await openSink("t", 1);
    opened.push(sink);
    const result = await runLoad(
      job([sink.bootstrap], load({ messagesPerSecond: 20_000 }), { warmupSeconds: 0.5, seconds: 2 }),
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
      job(cluster.bootstrap, load({ groups: ["a"] }), { threads: { produce: 1, consume: 1 }, drainSeconds: 0.2 }),
    );
    expect(result.drained).toBe(false);
    expect(result.consume[0]).toMatchObject({ group: "a", messages: 0 });
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
    await expect(runLoad(job(cluster.bootstrap, load({ messageBytes: 20 })))).rejects.toMatchObject({
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
      job(cluster.bootstrap, load({ groups: ["a"] }), {
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
