import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { down, ensureRuntime, type Runtime, signalNode, smallPlan, status, up } from "../components/index.ts";
import { topic } from "../components/testing/fixture.ts";
import { plaintext } from "../loadgen/access.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { prove } from "../loadgen/prove.ts";
import type { Plan } from "../sizing/plan.ts";
import { nothingIsLeft, pidsOf } from "./remains.ts";

const name = "kraft";
const kafka = "4.3.1";
const { signal } = new AbortController();
const events = topic({
  name: "events",
  partitions: 6,
  messagesPerSecond: 2000,
  messageBytes: 200,
  consumers: [{ group: "g", perConsumerBytesPerSecond: null }],
});

describe("three controllers and three brokers without ZooKeeper", () => {
  let runtime: Runtime;
  let stateDir: string;

  const planned = (fields: { topics?: (typeof events)[]; controllers?: number } = {}) =>
    smallPlan({ name, kafka, brokers: 3, metadataNodes: fields.controllers ?? 3, topics: fields.topics ?? [events] });
  const upAs = (plan = planned(), log: (line: string) => void = () => {}) =>
    up(plan, { runtime, stateDir, log, signal });
  const states = async () => (await status(name, { stateDir }))?.nodes.map(({ id, state }) => [id, state]);
  const nodes = ["controller-1", "controller-2", "controller-3", "broker-1", "broker-2", "broker-3"];
  const allRunning = nodes.map((node) => [`${name}/${node}`, "running"]);

  beforeAll(async () => {
    runtime = await ensureRuntime({ kafka, log: (line) => console.info(line), signal });
    stateDir = await mkdtemp(join(tmpdir(), "plimsoll-kraft-"));
    await upAs();
  }, 600_000);
  afterAll(async () => {
    await down(name, { stateDir });
    await nothingIsLeft(stateDir, name);
    await rm(stateDir, { recursive: true });
  });

  test("start faster by the class data of both roles", () => {
    expect(runtime.archives).toEqual({
      "kraft-controller": expect.stringContaining(".jsa"),
      "kafka-broker": expect.stringContaining(".jsa"),
    });
  });

  test("run as planned, and say where the controllers are", async () => {
    const cluster = await status(name, { stateDir });
    expect(await states()).toEqual(allRunning);
    expect(cluster?.metadata).toEqual({ mode: "kraft", connect: expect.stringMatching(/^(127\.0\.0\.1:\d+,?){3}$/) });
    const admin = await KafkaAdmin.connect(plaintext(cluster!.bootstrap));
    expect([await admin.brokers(), await admin.topics()]).toEqual([3, ["events"]]);
    await admin.close();
  });

  test("begin with the features of their release", async () => {
    const log = await readFile(join(stateDir, name, "controller-1/log/console.log"), "utf8");
    const loaded = [...log.matchAll(/finalizedFeatures=\{(.*?)\}/g)].at(-1)?.[1];
    expect(loaded?.split(", ").sort()).toEqual([
      "eligible.leader.replicas.version=1",
      "group.version=1",
      "metadata.version=30",
      "share.version=1",
      "streams.version=1",
      "transaction.version=2",
    ]);
  });

  test("are left alone by a second `up`", async () => {
    const before = pidsOf(await status(name, { stateDir }));
    const lines: string[] = [];
    expect(pidsOf(await upAs(planned(), (line) => lines.push(line)))).toEqual(before);
    expect(lines).toEqual([]);
  });

  test("hold a load with a clean audit", async () => {
    const { bootstrap } = (await status(name, { stateDir }))!;
    const load = { scale: 1, durationSeconds: 4, warmupSeconds: 2, driver: "plimsoll" } as const;
    const proof = await prove({ ...load, plan: planned() as Plan, access: plaintext(bootstrap) });
    expect(proof.audit).toMatchObject({ clean: true, lost: 0, repeated: 0, outOfOrder: 0, acknowledged: 12_000 });
  });

  test.each(["broker-2", "controller-1"])(
    "killed, %s is healed on its data without touching the others",
    async (node) => {
      const id = `${name}/${node}`;
      const before = pidsOf(await status(name, { stateDir }));
      await signalNode(name, id, "SIGKILL", stateDir);
      await expect.poll(states).toContainEqual([id, "dead"]);
      const after = pidsOf(await upAs());
      expect(await states()).toEqual(allRunning);
      expect(after[id]).not.toBe(before[id]);
      expect({ ...after, [id]: null }).toEqual({ ...before, [id]: null });
    },
  );

  test("take a changed topic without touching a process", async () => {
    const before = pidsOf(await status(name, { stateDir }));
    const lines: string[] = [];
    const changed = planned({ topics: [{ ...events, partitions: 8, retentionMs: 7_200_000 }] });
    expect(pidsOf(await upAs(changed, (line) => lines.push(line)))).toEqual(before);
    expect(lines).toEqual([`${name}/topic/events: changing partitions, config.retention.ms`]);
    const again: string[] = [];
    await upAs(changed, (line) => again.push(line));
    expect(again).toEqual([]);
  });

  test("keep the quorum that they began with", async () => {
    await expect(upAs(planned({ controllers: 5 }))).rejects.toMatchObject({
      kind: "input",
      code: "PLM-RESOURCE-101",
      message: expect.stringMatching(/^kraft\/controller-1: voters cannot change from 1001@/),
    });
    expect(await states()).toEqual(allRunning);
  });
});
