import { describe, expect, it, onTestFinished } from "vitest";
import { audit } from "../audit/ledger.ts";
import type { Fault } from "../faults/fault.ts";
import { atTail } from "../groups.ts";
import { plainMessages } from "../records/messages.ts";
import { jobOf, loadOf, openBrokers, produced } from "../testing/load-rig.ts";
import type { ScriptedBrokers } from "../testing/scripted-broker.ts";
import { until } from "../testing/until.ts";
import { api } from "../wire/requests.ts";
import { runLoad } from "./engine.ts";

describe("a load on brokers in trouble", () => {
  it("says what became of every message when the brokers take none", async () => {
    const cluster = await openBrokers(1, 1);
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
    const result = await runLoad(jobOf(cluster.bootstrap, loadOf({}), { pipeline, settleSeconds: 0.2 }));
    expect(produced(result, "acknowledged")).toBe(0);
    expect(produced(result, "failed")).toBeGreaterThan(0);
    expect(produced(result, "unsent")).toBeGreaterThan(0);
    expect(produced(result, "failed") + produced(result, "unsent")).toBe(1_000);
    expect(Object.keys(result.produce[0]!.errors)).toContain("NOT_ENOUGH_REPLICAS");
    expect(result.series[0]).toMatchObject({ t: 1, acknowledgedMessages: 0, p50: null, p99: null });
  });

  it("tells of a lost connection once, and when", async () => {
    const cluster = await openBrokers(1, 2);
    const told: string[] = [];
    breakAfter(cluster, 500);
    const result = await runLoad(
      jobOf(cluster.bootstrap, loadOf({ partitions: 2 }), {
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
    expect(result.events).toEqual([
      { t: expect.any(Number), kind: "connection-lost", text: "connection to broker 0 lost" },
    ]);
    expect(result.events[0]!.t).toBeGreaterThan(0);
  });
});

describe("a load whose topic is deleted and made anew", () => {
  it("tells of it once, by the id that brokers give the topic", async () => {
    const cluster = await openBrokers(1, 1);
    let looks = 0;
    const topicIds = async () => new Map([["t", looks++ === 0 ? "first" : "second"]]);
    const result = await runLoad(jobOf(cluster.bootstrap, loadOf({}), { topicIds }));
    expect(result.events).toEqual([
      { t: expect.any(Number), kind: "topic-recreated", text: "topic t was deleted and made anew", topic: "t" },
    ]);
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
    const cluster = await openBrokers(1, 1);
    const end = { afterSeconds: 0.2, run: () => cluster.start(0) };
    const failing = () => {
      throw new Error("broker 7 does not run");
    };
    const faults = [fault(0.3, "kill broker 0", () => cluster.stop(0), end), fault(0.4, "kill broker 7", failing)];
    const result = await runLoad(jobOf(cluster.bootstrap, loadOf({}), { faults: { faults, putBack: null } }));
    expect(produced(result, "acknowledged")).toBe(1_000);
    const texts = result.events.map(({ text }) => text);
    expect(texts).toContain("fault: kill broker 0");
    expect(texts).toContain("end of fault: kill broker 0");
    expect(texts).toContain("fault not carried out: kill broker 7: broker 7 does not run");
    const [kill, other] = result.faults.records;
    expect(kill!.began! - kill!.planned).toBeLessThan(0.2);
    expect(kill!.ended! - kill!.planned).toBeGreaterThanOrEqual(0.19);
    expect(other!.failure).toBe("broker 7 does not run");
    expect(result.faults.seconds.map(({ t }) => t)).toEqual(result.series.map(({ t }) => t));
  });

  it("puts the cluster back before its consumers read to the end, so that nothing is taken for lost", async () => {
    const cluster = await openBrokers(2, 2);
    cluster.moveLeader(0, 0);
    cluster.moveLeader(1, 1);
    const putBack = async () => {
      await cluster.start(1);
      return ["broker 1 started"];
    };
    const faults = [fault(0.5, "kill broker 1", () => cluster.stop(1))];
    const topic = loadOf({ partitions: 2, groups: [atTail("a")] });
    const change = { threads: { produce: 1, consume: 1 }, settleSeconds: 0.2, faults: { faults, putBack } };
    const result = await runLoad(jobOf(cluster.bootstrap, topic, change));
    expect(result.drained).toBe(true);
    expect(result.events.map(({ text }) => text)).toContain("put back: broker 1 started");
    const rows = result.produce.flatMap(({ rows }) => rows);
    const read = result.consume.flatMap(({ rows }) => rows);
    expect(audit(rows, read, [{ topic: topic.topic, group: "a" }], 0)).toMatchObject({ clean: true, lost: 0 });
  });

  it("with acks=0 lets its consumers look for the end once the brokers have what is on its way", async () => {
    const cluster = await openBrokers(1, 1);
    let resumed = Number.POSITIVE_INFINITY;
    const resume = () => {
      resumed = performance.now();
      cluster.resume(0);
    };
    const pause = () => {
      cluster.pause(0);
      setTimeout(resume, 1_500);
    };
    const topic = loadOf({ acks: "0", idempotent: false, groups: [atTail("a")] });
    const faults = { faults: [fault(0.7, "pause broker 0", pause)], putBack: null };
    const result = await runLoad(jobOf(cluster.bootstrap, topic, { threads: { produce: 1, consume: 1 }, faults }));
    const asked = cluster.requests.findLast(({ key }) => key === api.listOffsets.key);
    expect(asked!.at).toBeGreaterThan(resumed);
    expect([produced(result, "acknowledged"), cluster.logs[0]!.endOffset, result.drained]).toEqual([
      1_000,
      1_000,
      true,
    ]);
  });

  it("puts the cluster back when it is interrupted, after what was under way", async () => {
    const cluster = await openBrokers(1, 1);
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
    const running = runLoad(jobOf(cluster.bootstrap, loadOf({}), { seconds: 60, signal: abort.signal, faults }));
    await expect(running).rejects.toMatchObject({ kind: "interrupted" });
    expect(steps).toEqual(["killed", "put back"]);
  });
});

describe("a load that cannot go on", () => {
  it("passes on why a thread cannot start", async () => {
    const cluster = await openBrokers(1, 1);
    await expect(runLoad(jobOf(cluster.bootstrap, loadOf({ topic: "other" })))).rejects.toMatchObject({
      name: "Problem",
      kind: "environment",
      code: "PLM-LOAD-003",
      remedy: expect.stringMatching(/./),
    });
    await expect(runLoad(jobOf(cluster.bootstrap, loadOf({ messages: plainMessages(20) })))).rejects.toMatchObject({
      kind: "input",
      code: "PLM-LOAD-001",
    });
    await until(() => cluster.connections === 0);
  });

  it("says that no broker answers", async () => {
    const cluster = await openBrokers(1, 1);
    await cluster.stop(0);
    await expect(runLoad(jobOf(cluster.bootstrap, loadOf({})))).rejects.toMatchObject({ code: "PLM-LOAD-005" });
  });

  it("stops at once when it is interrupted, and leaves no thread behind", async () => {
    const cluster = await openBrokers(1, 1);
    const abort = new AbortController();
    const running = runLoad(
      jobOf(cluster.bootstrap, loadOf({ groups: [atTail("a")] }), {
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
    const cluster = await openBrokers(1, 1);
    await expect(runLoad(jobOf(cluster.bootstrap, loadOf({}), { signal: AbortSignal.abort() }))).rejects.toMatchObject({
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
  onTestFinished(() => clearInterval(timer));
}
