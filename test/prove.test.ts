import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Kafka, logLevel } from "kafkajs";
import { describe, expect, it, onTestFinished } from "vitest";
import { localProbes } from "../cli/broker-probes.ts";
import { exitFor } from "../cli/exit.ts";
import { plimsoll } from "../cli/testing/spawn.ts";
import { signalNode, smallPlan } from "../components/index.ts";
import { inSystem, inventory, workload } from "../components/testing/small-system.ts";
import { plaintext } from "../loadgen/access.ts";
import { parseStopConditions } from "../loadgen/engine/stop.ts";
import { proofSchema, prove } from "../loadgen/index.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { parseShape } from "../loadgen/load/parse-shape.ts";
import { repeatsOf, repeatsSchema } from "../loadgen/repeats/repeats.ts";
import type { Plan } from "../sizing/plan.ts";
import type { PlannedTopic } from "../sizing/planned/topic.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { testCluster } from "./local.ts";

const cluster = testCluster("prove", 5, 1);

const topic = plannedTopic({ partitions: 20, messagesPerSecond: 2000 });

function planOf(...topics: PlannedTopic[]): Plan {
  const { name, clusters } = smallPlan({ name: "prove", kafka: "3.9.2", brokers: 5, metadataNodes: 1, topics });
  return { name, clusters } as Plan;
}

const usual = {
  scale: 1,
  durationSeconds: 5,
  warmupSeconds: 2,
  driver: "plimsoll",
} as const;

async function loadTopicsLeft(): Promise<string[]> {
  const admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
  try {
    return (await admin.topics()).filter((name) => name.startsWith("plimsoll-proof-"));
  } finally {
    await admin.close();
  }
}

/** Messages that a topic holds. */
async function kafkaEnds(kafka: Kafka, name: string): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return (await admin.fetchTopicOffsets(name)).reduce((sum, { high }) => sum + Number(high), 0);
  } finally {
    await admin.disconnect();
  }
}

/** With ZooKeeper a deleted topic is listed until every broker that has replicas of it, a killed one too, has seen that. */
const expectNoLoadTopics = () => expect.poll(loadTopicsLeft, { timeout: 30_000, interval: 500 }).toEqual([]);

describe("a proof on five real brokers", () => {
  it("holds the rate, audits every message and removes its topics", async () => {
    const brokers = localProbes(cluster.status, async () => null);
    const proof = await prove({ ...usual, plan: planOf(topic), access: plaintext(cluster.bootstrap), brokers });
    expect(proofSchema.parse(proof)).toEqual(proof);
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, repeated: 0, outOfOrder: 0, acknowledged: 14_000 });
    expect(proof.audit.consumed).toBe(14_000);
    expect(proof.produce.failed).toBe(0);
    expect(proof.series.length).toBeGreaterThanOrEqual(7);
    const third = proof.brokers.filter(({ t }) => Math.floor(t) === 3);
    expect(third.map(({ broker }) => broker).sort()).toEqual([1, 2, 3, 4, 5].map((id) => `broker ${id}`));
    expect(third.reduce((sum, { leaders }) => sum + (leaders ?? 0), 0)).toBe(20);
    expect(third.every(({ cpuCores }) => cpuCores !== null && cpuCores > 0)).toBe(true);
    await expectNoLoadTopics();
  });

  it("follows a spike, and drops nothing that there is room for", async () => {
    const proof = await prove({
      ...usual,
      plan: planOf({ ...topic, dropAfterMs: 5_000 }),
      access: plaintext(cluster.bootstrap),
      durationSeconds: 6,
      shape: await parseShape("spike:x10"),
      stopWhen: parseStopConditions("behind>100000"),
    });
    expect(proofSchema.parse(proof)).toEqual(proof);
    expect(proof).toMatchObject({ profile: "spike:x10", stopped: null, measuredSeconds: 6 });
    // 2 s at 200/s, 2 s at 2,000/s and 2 s at 200/s, after 2 s at 200/s; each thread's part is rounded down.
    expect(proof.produce.targetMessagesPerSecond).toBeCloseTo(4_800 / 6, 6);
    expect(proof.produce.peakMessagesPerSecond).toBeCloseTo(2_000, 6);
    expect(5_200 - proof.audit.acknowledged).toBeLessThan(16);
    expect(proof.audit).toMatchObject({ clean: true, repeated: 0, outOfOrder: 0 });
    expect(proof.topics[0]!.drop).toMatchObject({ dropped: 0, due: proof.audit.acknowledged });
    const finding = (code: string) => proof.findings.find((one) => one.code === code)?.outcome;
    expect([finding("drops"), finding("rate"), finding("stopped")]).toEqual(["pass", "pass", undefined]);
    const at = (second: number) => proof.series.find(({ t }) => t === second)!.dueMessages;
    expect(at(6) / at(3)).toBeGreaterThan(8);
  });

  it("proves twice by the command, and reports both together", () =>
    inSystem({ workload, inventory }, async (dir) => {
      const out = join(dir, "results");
      const at = cluster.bootstrap.join(",");
      const times = ["--scale", "1/20", "--warmup", "1s", "--duration", "3s"];
      const run = await plimsoll(["prove", dir, "--against", at, ...times, "--repeat", "2", "--out", out, "--json"]);
      const repeats = repeatsSchema.parse(JSON.parse(run.out));
      expect(run.code).toBe(exitFor.proof(repeats.verdict));
      const file = async (...path: string[]) => JSON.parse(await readFile(join(out, ...path), "utf8"));
      expect(await file("repeats.json")).toEqual(repeats);
      const proofs = await Promise.all(["1", "2"].map(async (n) => proofSchema.parse(await file(n, "proof.json"))));
      expect(repeats).toEqual(repeatsOf(proofs));
      expect(new Set(repeats.runs.map((one) => one.run)).size).toBe(2);
      // 500/s for 4 s, each time.
      expect(repeats.audit).toMatchObject({ clean: true, lost: 0, repeated: 0, acknowledged: 4_000, consumed: 4_000 });
      const page = join(dir, "together.html");
      const report = await plimsoll(["report", dir, "--proof", join(out, "repeats.json"), "--out", page]);
      expect(report.code).toBe(run.code);
      expect(await readFile(page, "utf8")).toBe(await readFile(join(out, "report.html"), "utf8"));
      await expectNoLoadTopics();
    }));

  it("loses nothing acknowledged when a broker is killed under load, and shows it", async () => {
    let killed = 0;
    const proof = await prove({
      ...usual,
      plan: planOf(topic),
      access: plaintext(cluster.bootstrap),
      durationSeconds: 20,
      onSample: ({ t }) => {
        if (t < 6 || killed > 0) return;
        killed = t;
        void signalNode("prove", "prove/broker-3", "SIGKILL", cluster.stateDir);
      },
    });
    expect(killed).toBeGreaterThan(0);
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0 });
    expect(proof.audit.acknowledged).toBe(44_000);
    expect(proof.produce.failed).toBe(0);
    expect(proof.produce.retries).toBeGreaterThan(0);
    expect(proof.events.map(({ text }) => text).join("\n")).toMatch(/connection to broker \d lost/);
    // The dip: partitions without leader are acknowledged late, and their delay counts from the due time.
    expect(proof.produce.latency.max).toBeGreaterThan(1000);
    const worst = Math.max(...proof.series.filter(({ t }) => t > killed && t < killed + 12).map(({ p99 }) => p99 ?? 0));
    expect(worst).toBeGreaterThan(1000);
  });

  it("loads a topic that is there beside what others write, counts its own messages alone, and leaves it", async () => {
    const access = plaintext(cluster.bootstrap);
    const admin = await KafkaAdmin.connect(access);
    onTestFinished(() => admin.close());
    await admin.create([{ topic: "orders", partitions: 4, replication: 3, config: {} }]);
    onTestFinished(() => admin.remove(["orders"]));
    const kafka = new Kafka({ brokers: cluster.bootstrap, logLevel: logLevel.NOTHING });
    const others = kafka.producer();
    await others.connect();
    onTestFinished(() => others.disconnect());
    const write = (value: string) => others.send({ topic: "orders", messages: [{ value }] });
    await write("before the run");
    const proof = await prove({
      ...usual,
      plan: planOf({ ...topic, name: "orders" }),
      access,
      existing: ["orders"],
      onSample: ({ t }) => void write(`in second ${t}`).catch(() => {}),
    });
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, acknowledged: 14_000 });
    expect(proof.audit.consumed).toBe(14_000);
    expect(proof.topics[0]).toMatchObject({ topic: "orders", partitions: 4, plannedPartitions: 20 });
    expect(await admin.topics()).toContain("orders");
    const ends = await kafkaEnds(kafka, "orders");
    expect(ends).toBeGreaterThan(14_001);
  });

  it("removes its topics when it is interrupted", async () => {
    const abort = new AbortController();
    const running = prove({
      ...usual,
      plan: planOf(topic),
      access: plaintext(cluster.bootstrap),
      signal: abort.signal,
      onSample: () => abort.abort(),
    });
    await expect(running).rejects.toMatchObject({ kind: "interrupted" });
    await expectNoLoadTopics();
  });

  it("refuses a load that the brokers cannot replicate", async () => {
    const plan = planOf({ ...topic, replication: 9, minInsync: 2 });
    await expect(prove({ ...usual, plan, access: plaintext(cluster.bootstrap) })).rejects.toMatchObject({
      code: "PLM-LOAD-007",
    });
  });

  it("says so when no broker answers", async () => {
    const proving = prove({ ...usual, plan: planOf(topic), access: plaintext(["127.0.0.1:1"]) });
    await expect(proving).rejects.toMatchObject({ kind: "environment", code: "PLM-LOAD-005" });
  });
});
