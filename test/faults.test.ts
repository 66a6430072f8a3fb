import { setTimeout as delay } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localFaults } from "../cli/faults/local-faults.ts";
import { parseStatement } from "../cli/faults/statement.ts";
import { timeline } from "../cli/faults/timeline.ts";
import { type HeldCluster, holdCluster, smallPlan, status } from "../components/index.ts";
import { plaintext } from "../loadgen/access.ts";
import { unexplained } from "../loadgen/faults/explained.ts";
import { proofSchema, prove } from "../loadgen/index.ts";
import type { Plan } from "../sizing/plan.ts";
import type { PlannedTopic } from "../sizing/planned/topic.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { testCluster } from "./local.ts";
import { onLoneBroker } from "./lone-broker.ts";
import { makeLoneHost, whyNoNarrowNetwork } from "./narrow-network.ts";

/** Faults on a real cluster whose brokers may elect a leader that misses messages. */
const cluster = testCluster("faults", 3, 1, "3.9.2", {
  brokerOverrides: { "unclean.leader.election.enable": "true" },
});

const topic = plannedTopic({ messagesPerSecond: 2000, messageBytes: 400 });

let held: HeldCluster;

async function proveWith(change: Partial<PlannedTopic>, durationSeconds: number, lines: [number, string][]) {
  const topics = [{ ...topic, ...change }];
  const plan = smallPlan({ name: "faults", kafka: "3.9.2", brokers: 3, metadataNodes: 1, topics }) as Plan;
  const statements = lines.map(([at, text]) => ({ at, statement: parseStatement(text, text), where: text }));
  const faults = await localFaults(timeline(statements, durationSeconds), held, false);
  let logged = 0;
  const proof = await prove({
    plan,
    access: plaintext(cluster.bootstrap),
    scale: 1,
    durationSeconds,
    warmupSeconds: 2,
    driver: "plimsoll",
    faults: {
      faults: faults.faults,
      putBack: async () => {
        const done = await faults.putBack!();
        logged = await messagesInLog();
        return done;
      },
    },
  });
  expect(proofSchema.parse(proof)).toEqual(proof);
  return { proof, logged };
}

/** How long a count must stand: a follower that has just come back fetches again after a second (replica.fetch.backoff.ms). */
const STANDS_MS = 3_000;

/**
 * How many messages the partitions of the run's topic hold, by the word of another client. What a leader has stored is
 * told of once its followers in sync have it too, so the count is taken until it no longer grows.
 */
async function messagesInLog(): Promise<number> {
  const kafka = new Kafka({ brokers: [...cluster.bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 10 } });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const name = (await admin.listTopics()).find((each) => each.startsWith("plimsoll-proof-"))!;
    const told = async () => {
      const offsets = await admin.fetchTopicOffsets(name);
      return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
    };
    for (let counted = await told(); ; ) {
      await delay(STANDS_MS);
      const again = await told();
      if (again === counted) return counted;
      counted = again;
    }
  } finally {
    await admin.disconnect();
  }
}

async function expectAllRunning() {
  const found = await status("faults", { stateDir: cluster.stateDir });
  expect(found!.nodes.map(({ state }) => state)).toEqual(["running", "running", "running", "running"]);
}

describe("faults during a proof on three real brokers", () => {
  beforeEach(async () => {
    const { runtime, stateDir } = cluster;
    held = await holdCluster("faults", { runtime, stateDir, log: () => {} });
  });
  afterEach(() => held.release());

  it("lose nothing acknowledged by all, and their recovery is told", async () => {
    const { proof, logged } = await proveWith({}, 22, [
      [2, "kill broker 2"],
      [10, "restart broker 2"],
    ]);
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0 });
    expect(proof.audit.acknowledged).toBe(48_000);
    expect(logged).toBe(48_000);
    expect(proof.produce.failed).toBe(0);
    const [kill, ...others] = proof.faults;
    expect(others).toEqual([]);
    expect(kill).toMatchObject({ text: "kill broker 2", failure: null, lost: 0, lostBefore: 0, failed: 0 });
    expect(Math.abs(kill!.began! - 4)).toBeLessThan(0.5);
    expect(kill!.ended!).toBeGreaterThan(12);
    // The session of a killed broker lasts 6 s; until then its partitions have no other leader.
    expect(kill!.recoverySeconds!).toBeGreaterThan(2);
    expect(kill!.latencyP99!).toBeGreaterThan(1000);
    expect(kill!.retries).toBeGreaterThan(0);
    expect(Object.keys(kill!.errors)).toContain("NETWORK_EXCEPTION");
    const text = "faults carried out: kill broker 2";
    expect(proof.findings).toContainEqual({ code: "faults", outcome: "pass", text });
    expect(unexplained(proof)).toEqual([]);
    await expectAllRunning();
  });

  it("lose exactly what the audit says when an unclean leader misses an acknowledged tail", async () => {
    // What broker 2 acknowledges as leader after the death of its follower 1 goes with it: 1 is back first, and leads.
    const change = { replication: 2, minInsync: 1, acks: "1", idempotent: false } as const;
    const { proof, logged } = await proveWith(change, 20, [
      [2, "kill broker 1"],
      [4.5, "kill broker 2"],
      [11, "restart broker 1"],
      [16, "restart broker 2"],
    ]);
    const { lost, acknowledged, unacknowledged, repeated, consumed } = proof.audit;
    expect(lost).toBeGreaterThan(0);
    expect(proof.verdict).toBe("fail");
    expect(consumed).toBe(logged);
    expect(lost).toBe(acknowledged + unacknowledged + repeated - logged);
    expect(proof.faults.reduce((sum, fault) => sum + fault.lost + fault.lostBefore, 0)).toBe(lost);
    // Most of it was due between the two kills.
    expect(proof.faults[0]!.lost).toBeGreaterThan(0.8 * lost);
    await expectAllRunning();
  });

  it("cut off what was read already, and what takes its place is read too", async () => {
    // Once broker 1 is out of sync (its session lasts 6 s, more on a busy machine), what 2 stores alone is read at once.
    // Then 1 leads, which never had it.
    const change = { replication: 2, minInsync: 1, acks: "1", idempotent: false } as const;
    const { proof, logged } = await proveWith(change, 25, [
      [1, "kill broker 1"],
      [14, "kill broker 2"],
      [15, "restart broker 1"],
      [20, "restart broker 2"],
    ]);
    const cuts = proof.events.flatMap(({ text }) => /was cut at offset \d+: (\d+) messages/.exec(text)?.[1] ?? []);
    const gone = cuts.reduce((sum, messages) => sum + Number(messages), 0);
    expect(gone).toBeGreaterThan(0);
    expect(proof.audit).toMatchObject({ consumed: logged + gone, corrupted: 0 });
    const text = `${gone.toLocaleString("en")} messages that were read are gone from the log`;
    expect(proof.findings).toContainEqual({ code: "cut", outcome: "fail", text: expect.stringContaining(text) });
    // What was acknowledged and is neither in the log nor was it read.
    const { lost, acknowledged, unacknowledged, repeated } = proof.audit;
    expect(lost).toBe(acknowledged + unacknowledged + repeated - logged - gone);
    await expectAllRunning();
  });

  it("end with the load, which does not hang, and leave the cluster as it was", async () => {
    const { proof, logged } = await proveWith({}, 4, [[2, "pause broker 3"]]);
    // The run waits for the paused broker no longer than for any answer; what it held is stored and read after all.
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, outOfOrder: 0 });
    expect(proof.audit.consumed).toBe(logged);
    expect(proof.audit.acknowledged + proof.produce.failed).toBe(12_000);
    expect(proof.faults).toMatchObject([{ text: "pause broker 3", ended: null, failure: null }]);
    await expectAllRunning();
  });
});

const why = whyNoNarrowNetwork();
if (why !== null) console.log(`left out: a network that is narrowed during a proof, since ${why}`);

it.skipIf(why !== null)(
  "a network that is narrowed during a proof holds the load back, and nothing is lost",
  async () => {
    const { signal } = new AbortController();
    const said: string[] = [];
    const out = await onLoneBroker(
      makeLoneHost(null),
      (line) => void said.push(line),
      signal,
      (plimsoll) =>
        plimsoll(
          "prove",
          ...["--scale", "1", "--warmup", "2s", "--duration", "14s", "--json"],
          ...["--at", "3s", "--do", "narrow network to 3 MB/s for 4s"],
        ),
    );
    const proof = proofSchema.parse(JSON.parse(out));
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, corrupted: 0, repeated: 0, acknowledged: 96_000 });
    const [narrowed, ...others] = proof.faults;
    expect(others).toEqual([]);
    expect(narrowed).toMatchObject({
      text: "narrow network to 3 MB/s",
      failure: null,
      lost: 0,
      lostBefore: 0,
      failed: 0,
    });
    const { began, ended, recoverySeconds, latencyP99 } = narrowed!;
    expect(ended! - began!).toBeGreaterThan(3.5);
    // 6 MB/s are due, of which at most 3 MB/s go through: two seconds of the load at least are behind at its end.
    expect(recoverySeconds!).toBeGreaterThan(3.5);
    expect(latencyP99!).toBeGreaterThan(1500);
    const held = proof.series.filter(({ t }) => t > began! + 1.5 && t < ended! - 0.5);
    expect(held.length).toBeGreaterThan(0);
    for (const second of held) expect(second.acknowledgedBytes).toBeLessThan(4e6);
    expect(said.join("\n")).toContain("narrow network to 3 MB/s");
  },
);
