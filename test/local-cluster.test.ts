import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  down,
  ensureRuntime,
  type Runtime,
  signalNode,
  smallPlan,
  status,
  type UpOptions,
  up,
} from "../components/index.ts";
import { plan, topic } from "../components/testing/fixture.ts";
import { nothingIsLeft, pidsOf, processesBelow } from "./remains.ts";

let runtime: Runtime;
let stateDir: string;
const never = new AbortController().signal;

beforeAll(async () => {
  runtime = await ensureRuntime({ kafka: "3.9.2", log: (line) => console.info(line), signal: never });
}, 600_000);

async function temporaryState(): Promise<void> {
  stateDir = await mkdtemp(join(tmpdir(), "plimsoll-cluster-"));
}

function options(fields: Partial<UpOptions> = {}): UpOptions {
  return { runtime, stateDir, log: () => {}, signal: never, ...fields };
}

test("set up once, the runtime is there at once and without a word", async () => {
  const lines: string[] = [];
  const begun = performance.now();
  const again = await ensureRuntime({ kafka: "3.9.2", log: (line) => lines.push(line), signal: never });
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(lines).toEqual([]);
  expect(again).toEqual(runtime);
  expect(again.archives).toEqual({
    "zookeeper-node": expect.stringContaining(".jsa"),
    "kafka-broker": expect.stringContaining(".jsa"),
  });
});

describe("the telco's cluster of three ZooKeeper nodes and five brokers", () => {
  const topics = [
    topic({ name: "network-events", partitions: 20 }),
    topic({ name: "alarms", partitions: 4, retentionMs: null, retentionBytesPerPartition: 6e9, minInsync: 1 }),
  ];
  const claro = plan("claro", { topics });
  const nodes = [
    "zookeeper-1",
    "zookeeper-2",
    "zookeeper-3",
    "broker-1",
    "broker-2",
    "broker-3",
    "broker-4",
    "broker-5",
  ];
  const allRunning = nodes.map((node) => [`claro/${node}`, "running"]);
  const states = async () => (await status("claro", { stateDir }))?.nodes.map(({ id, state }) => [id, state]);

  beforeAll(async () => {
    await temporaryState();
    await up(claro, options());
  });
  afterAll(async () => {
    await down("claro", { stateDir });
    await nothingIsLeft(stateDir, "claro");
    await rm(stateDir, { recursive: true });
  });

  const administer = async <T>(use: (admin: ReturnType<Kafka["admin"]>) => Promise<T>): Promise<T> => {
    const cluster = await status("claro", { stateDir });
    const admin = new Kafka({ brokers: [...cluster!.bootstrap], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    return use(admin).finally(() => admin.disconnect());
  };
  const settingsOf = (name: string) =>
    administer(async (admin) => {
      const topicType = 2;
      const found = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: topicType, name }] });
      return Object.fromEntries(
        found.resources[0]!.configEntries.map((entry) => [entry.configName, entry.configValue]),
      );
    });
  const partitionsOf = (name: string) =>
    administer(async (admin) => (await admin.fetchTopicMetadata({ topics: [name] })).topics[0]!.partitions);

  test("runs as planned", async () => {
    const cluster = await status("claro", { stateDir });
    expect(await states()).toEqual(allRunning);
    expect(cluster?.topics).toEqual(["alarms", "network-events"]);
    expect(cluster?.bootstrap).toHaveLength(5);
    expect(cluster?.metadata.connect.split(",")).toHaveLength(3);
    const { brokers } = await administer((admin) => admin.describeCluster());
    expect(brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test("has its topics with the planned partitions, replicas and settings", async () => {
    const partitions = await partitionsOf("network-events");
    expect(partitions).toHaveLength(20);
    expect(new Set(partitions.map(({ replicas }) => replicas.length))).toEqual(new Set([3]));
    expect(await settingsOf("network-events")).toMatchObject({
      "min.insync.replicas": "2",
      "retention.ms": "14400000",
      "segment.bytes": "268435456",
    });
    expect(await settingsOf("alarms")).toMatchObject({ "retention.bytes": "6000000000", "retention.ms": "-1" });
  });

  test("is left alone by a second `up`", async () => {
    const before = pidsOf(await status("claro", { stateDir }));
    expect(pidsOf(await up(claro, options()))).toEqual(before);
  });

  test("can be worked on by one at a time", async () => {
    const outcomes = await Promise.allSettled([up(claro, options()), up(claro, options())]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused).toEqual([expect.objectContaining({ kind: "environment", code: "PLM-STATE-101" })]);
  });

  test("shows a killed broker, which `up` heals at its old port without touching the others", async () => {
    const before = await status("claro", { stateDir });
    await signalNode("claro", "claro/broker-3", "SIGKILL", stateDir);
    await expect.poll(states).toContainEqual(["claro/broker-3", "dead"]);
    const healed = await up(claro, options());
    expect(await states()).toEqual(allRunning);
    expect(healed.bootstrap).toEqual(before?.bootstrap);
    const { "claro/broker-3": killed, ...others } = pidsOf(before);
    expect(pidsOf(healed)).toMatchObject(others);
    expect(pidsOf(healed)["claro/broker-3"]).not.toBe(killed);
  });

  test("shows an edited file, which `up` puts right without a restart", async () => {
    const before = await status("claro", { stateDir });
    const file = join(stateDir, "claro/broker-2/conf/server.properties");
    await appendFile(file, "num.io.threads=99\n");
    expect((await status("claro", { stateDir }))?.nodes.find(({ id }) => id === "claro/broker-2")).toMatchObject({
      state: "drifted",
      drift: ["files.conf/server.properties"],
    });
    expect(pidsOf(await up(claro, options()))).toEqual(pidsOf(before));
    expect(await readFile(file, "utf8")).not.toContain("num.io.threads=99");
  });

  test("takes a changed topic without touching a process", async () => {
    const before = await status("claro", { stateDir });
    const changed = [topic({ name: "network-events", partitions: 25, retentionMs: 7_200_000 }), topics[1]!];
    expect(pidsOf(await up(plan("claro", { topics: changed }), options()))).toEqual(pidsOf(before));
    expect(await settingsOf("network-events")).toMatchObject({ "retention.ms": "7200000" });
    expect(await partitionsOf("network-events")).toHaveLength(25);
    await expect(up(claro, options())).rejects.toMatchObject({ kind: "input", code: "PLM-RESOURCE-101" });
    expect(pidsOf(await status("claro", { stateDir }))).toEqual(pidsOf(before));
  });

  test("names who holds the port of a broker that has to start again", async () => {
    const grown = plan("claro", { topics: [topic({ name: "network-events", partitions: 25 }), topics[1]!] });
    const broker = (await status("claro", { stateDir }))!.nodes.find(({ id }) => id === "claro/broker-5")!;
    await signalNode("claro", broker.id, "SIGKILL", stateDir);
    const squatter = createServer();
    await expect
      .poll(
        () =>
          new Promise((resolve) =>
            squatter.once("error", () => resolve(false)).listen(broker.port, "127.0.0.1", () => resolve(true)),
          ),
      )
      .toBe(true);
    await expect(up(grown, options())).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-PORT-101",
      message: expect.stringContaining(`broker-5 needs port ${broker.port}, which process ${process.pid}`),
    });
    squatter.close();
    await up(grown, options());
    expect(await states()).toEqual(allRunning);
  });
});

describe("one broker", () => {
  const one = smallPlan({ name: "one", kafka: "3.9.2", brokers: 1, metadataNodes: 1, topics: [] });

  beforeEach(temporaryState);
  afterEach(async () => {
    await down("one", { stateDir });
    await nothingIsLeft(stateDir, "one");
    await rm(stateDir, { recursive: true });
  });

  test("comes up with the heap and the settings that were asked for", async () => {
    const cluster = await up(
      one,
      options({ brokerHeapBytes: 3e8, brokerOverrides: { "log.retention.check.interval.ms": "1000" } }),
    );
    expect(cluster.nodes.map(({ id }) => id)).toEqual(["one/zookeeper-1", "one/broker-1"]);
    const broker = (await processesBelow(stateDir)).find((line) => line.includes("kafka.Kafka"));
    expect(broker?.split("\0")).toContain("-Xmx300000000");
    expect(await readFile(join(stateDir, "one/broker-1/conf/server.properties"), "utf8")).toContain(
      "log.retention.check.interval.ms=1000\n",
    );
  });

  test("restarts for a changed setting, and its topic is still there", async () => {
    const withTopic = smallPlan({
      name: "one",
      kafka: "3.9.2",
      brokers: 1,
      metadataNodes: 1,
      topics: [topic({ name: "kept", replication: 1, minInsync: 1 })],
    });
    const first = await up(withTopic, options());
    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const second = await up(withTopic, options({ log, brokerOverrides: { "num.io.threads": "5" } }));
    expect(lines).toEqual(["one/broker-1: changing files.conf/server.properties"]);
    expect(pidsOf(second)["one/zookeeper-1"]).toBe(pidsOf(first)["one/zookeeper-1"]);
    expect(pidsOf(second)["one/broker-1"]).not.toBe(pidsOf(first)["one/broker-1"]);
    expect(second.bootstrap).toEqual(first.bootstrap);
  });

  test("that does not start shows the end of its log and leaves no process", async () => {
    const lines: string[] = [];
    const broken = options({ brokerOverrides: { "num.io.threads": "none" }, log: (line) => lines.push(line) });
    await expect(up(one, broken)).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-NODE-101",
      message: "broker-1 ended before it served",
      details: expect.arrayContaining([expect.stringContaining("Invalid value none for configuration num.io.threads")]),
    });
    expect(await processesBelow(stateDir)).toEqual([]);
    expect(lines.at(-1)).toBe("stopped what had been started: 1 process");
  });

  test.each([100, 800, 2000, 3500])("interrupted %i ms after `up` began, no process is left", async (milliseconds) => {
    const abort = new AbortController();
    const upping = up(one, options({ signal: abort.signal }));
    upping.catch(() => {});
    await sleep(milliseconds);
    abort.abort();
    const outcome = await upping.then(
      () => "up",
      (error) => error.kind,
    );
    if (outcome === "up") return;
    expect(outcome).toBe("interrupted");
    expect(await processesBelow(stateDir)).toEqual([]);
  });

  test("whose `up` was killed can be finished by another, which takes over what runs", async () => {
    await killedUp(1500);
    const cluster = await up(one, options());
    expect(cluster.nodes.map(({ state }) => state)).toEqual(["running", "running"]);
    expect(await processesBelow(stateDir)).toHaveLength(2);
  });

  test("whose `up` was killed can be taken down", async () => {
    await killedUp(1500);
    expect(await down("one", { stateDir })).toBe("removed");
    await nothingIsLeft(stateDir, "one");
    expect(await down("one", { stateDir })).toBe("nothing");
  });

  /** Runs `up` in a program of its own and kills that after some time. */
  async function killedUp(milliseconds: number): Promise<void> {
    const script = `
      import { up } from ${JSON.stringify(join(import.meta.dirname, "../components/index.ts"))};
      const { one, runtime, stateDir } = JSON.parse(process.env.GIVEN);
      await up(one, { runtime, stateDir, log: console.log, signal: new AbortController().signal });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, GIVEN: JSON.stringify({ one, runtime, stateDir }) },
    });
    await expect.poll(async () => (await processesBelow(stateDir)).length, { timeout: 30_000 }).toBeGreaterThan(0);
    await sleep(milliseconds);
    child.kill("SIGKILL");
    await once(child, "close");
    expect((await processesBelow(stateDir)).length).toBeGreaterThan(0);
  }

  test("is not begun without room for its data", async () => {
    await expect(up(one, options({ neededBytes: 1e18 }))).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-DISK-101",
    });
    expect(await readdir(stateDir)).toEqual([]);
  });

  test("does not come up by a KRaft plan, or as one of several clusters", async () => {
    const [cluster] = one.clusters;
    const kraft = { ...one, clusters: [{ ...cluster!, metadata: { ...cluster!.metadata, mode: "kraft" as const } }] };
    await expect(up(kraft, options())).rejects.toMatchObject({
      kind: "input",
      code: "PLM-LOCAL-101",
      message: "one: this machine runs Kafka 3.9.2 with `metadata: zookeeper` only",
    });
    await expect(up({ ...one, clusters: [cluster!, cluster!] }, options())).rejects.toMatchObject({
      message: "one: the plan has 2 clusters",
    });
  });
});

test("without Java the set-up says what to install", async () => {
  await expect(
    ensureRuntime({ kafka: "3.9.2", env: { PATH: "" }, log: () => {}, signal: never }),
  ).rejects.toMatchObject({
    kind: "environment",
    code: "PLM-JAVA-001",
  });
});
