import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { signalNode } from "../components/index.ts";
import { cacheDirectory } from "../components/runtime/cache.ts";
import { plaintext } from "../loadgen/access.ts";
import { arrivalsOf } from "../loadgen/k6/arrivals.ts";
import { k6Files } from "../loadgen/k6/files.ts";
import { k6Load } from "../loadgen/k6/load.ts";
import type { Load } from "../loadgen/k6/scripts/shape.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { steady } from "../loadgen/load/profile.ts";
import { cachedK6 } from "../scripts/k6/k6.ts";
import type { PlannedCluster } from "../sizing/planned/cluster.ts";
import type { PlannedTopic } from "../sizing/planned/topic.ts";
import { plannedTopic } from "../sizing/testing/planned-topic.ts";
import { ingestProcess, readTopic, runK6 } from "./ingest.ts";
import { testCluster } from "./local.ts";

const cluster = testCluster("ingest", 3, 1);
const k6 = await cachedK6(cacheDirectory());
const why = k6 === null ? "(no k6 in the cache: npm run setup:k6 builds one)" : "";

const topic = (name: string, over: Partial<PlannedTopic> = {}) =>
  plannedTopic({ name, keyed: false, messagesPerSecond: 200, messageBytes: 500, consumers: [], ...over });

async function create(...topics: string[]): Promise<void> {
  const admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
  const config = { "min.insync.replicas": "2" };
  try {
    await admin.create(topics.map((name) => ({ topic: name, partitions: 6, replication: 3, config })));
  } finally {
    await admin.close();
  }
}

/** Posts numbers in batches of ten until it is told to stop, and keeps those that were answered as stored. */
function poster(url: string, name: string) {
  const stored: number[] = [];
  let next = 0;
  let posting = true;
  const loop = async (): Promise<void> => {
    while (posting) {
      const values = Array.from({ length: 10 }, () => next++);
      const body = JSON.stringify({ records: values.map((value) => ({ key: value, value })) });
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(`${url}/topics/${name}`, { method: "POST", headers, body }).catch(() => null);
      if (response?.status === 200) stored.push(...values);
      await response?.arrayBuffer().catch(() => {});
    }
  };
  const loops = Promise.all(Array.from({ length: 4 }, loop));
  const stop = (): Promise<unknown> => {
    posting = false;
    return loops;
  };
  return { stored, stop };
}

test("stopped under load it answers what it has accepted, and nothing that it answered is lost", async () => {
  await create("stopped");
  const ingest = await ingestProcess(cluster.bootstrap, "stopped");
  const { stored, stop } = poster(ingest.url, "stopped");
  await expect.poll(() => stored.length, { timeout: 30_000 }).toBeGreaterThan(200);
  const end = await ingest.stop();
  await stop();
  expect(end).toEqual({ code: 0, last: "stopped: everything that was accepted has been answered" });
  const held = (await readTopic(cluster.bootstrap, "stopped")).map(({ value }) => Number(value));
  expect(held.filter((value, at) => held.indexOf(value) !== at)).toEqual([]);
  expect(new Set(held).isSupersetOf(new Set(stored))).toBe(true);
});

test("a topic that was not named is not written to, and one that is not there is not made", async () => {
  await create("named", "other");
  const ingest = await ingestProcess(cluster.bootstrap, "named");
  const headers = { "Content-Type": "application/json" };
  const post = (name: string) =>
    fetch(`${ingest.url}/topics/${name}`, { method: "POST", headers, body: '{"records":[{"value":1}]}' });
  expect((await post("other")).status).toBe(404);
  expect((await post("named")).status).toBe(200);
  await expect(ingestProcess(cluster.bootstrap, "named,absent")).rejects.toThrow(/PLM-INGEST-001: .*`absent`/);
  const admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
  expect(await admin.topics()).not.toContain("absent");
  await admin.close();
});

describe.skipIf(k6 === null)(`k6 ${why}`, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plimsoll-k6-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const plan = {
    topics: [
      topic("events", { keyed: true }),
      topic("clicks", { acks: "1", messagesPerSecond: 50, messageBytes: 200 }),
    ],
  } as unknown as PlannedCluster;
  /** Writes the scripts for so many seconds of the plan; few iterations, so that a busy machine keeps up. */
  const write = async (seconds: number): Promise<Load> => {
    const shape = steady(1, seconds);
    const instance = { messagesPerSecond: 20_000, bytesPerSecond: 20_000_000 };
    const load = k6Load(plan, { system: "test", shape, loss: 0, p99Ms: null, instance });
    const topics = load.topics.map((one, at) => ({
      ...one,
      batch: 10,
      arrivals: arrivalsOf(steady(plan.topics[at]!.messagesPerSecond, seconds), 10),
    }));
    const targets = { bootstrap: cluster.bootstrap, ingestUrl: "", kafkaImage: "", ingestImage: "" };
    const files = await k6Files({ ...load, topics }, targets);
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return { ...load, topics };
  };

  test("what it says was acknowledged is what the brokers hold, each message once and wrapped", async () => {
    await create("plimsoll-k6-events", "plimsoll-k6-clicks");
    const load = await write(10);
    const ingest = await ingestProcess(cluster.bootstrap, "plimsoll-k6-events,plimsoll-k6-clicks:1");
    const begun = Date.now();
    const run = await runK6(k6!, folder, "ingest.ts", { INGEST_URL: ingest.url });
    const metrics = await (await fetch(`${ingest.url}/metrics`)).text();
    const ended = Date.now();
    expect(run.count("plimsoll_messages"), run.text).toBeGreaterThan(0);
    expect(await ingest.stop()).toMatchObject({ code: 0 });
    const guids = new Set<string>();
    for (const { topic: name, batch, messageBytes, keyed } of load.topics) {
      const held = await readTopic(cluster.bootstrap, name);
      const acknowledged = run.count(`plimsoll_messages{topic:${name}}`);
      expect(held).toHaveLength(acknowledged);
      expect(run.count(`plimsoll_unacknowledged{topic:${name}}`)).toBe(0);
      expect(metrics).toContain(
        `plimsoll_ingest_messages_total{topic="${name}",outcome="acknowledged"} ${held.length}`,
      );
      const iterations = acknowledged / batch;
      const expected = Array.from({ length: iterations }, (_, i) =>
        Array.from({ length: batch }, (_, n) => `${i}.${n}`),
      );
      const texts = held.map(({ value }) => JSON.parse(value!.toString()) as string);
      expect(texts.map((text) => text.split(" ")[0]).sort()).toEqual(expected.flat().sort());
      expect(new Set(held.map(({ key, value }) => (key?.length ?? 0) + value!.length))).toEqual(
        new Set([messageBytes]),
      );
      expect(new Set(held.map(({ partition }) => partition)).size).toBe(6);
      for (const { key, headers = {}, timestamp } of held) {
        const { guid, application, host, timestamp: accepted } = headers as Record<string, Buffer>;
        guids.add(guid!.toString());
        expect(`${application} ${host}`).toBe("k6-test 127.0.0.1");
        expect(timestamp).toBe(accepted!.toString());
        expect(Number(timestamp)).toBeGreaterThanOrEqual(begun);
        expect(Number(timestamp)).toBeLessThanOrEqual(ended);
        expect(key !== null).toBe(keyed);
      }
    }
    // On a busy machine k6 cannot start every iteration in time, and says so.
    const offered = run.count("plimsoll_messages") + 10 * run.count("dropped_iterations");
    expectAbout(
      offered,
      load.topics.reduce((sum, { messages: due }) => sum + due, 0),
      20,
    );
    expect(guids.size).toBe(run.count("plimsoll_messages"));
  });

  test("what the ingest refuses is counted as not acknowledged, and fails the run", async () => {
    const [, clicks] = (await write(3)).topics;
    const ingest = await ingestProcess(cluster.bootstrap, "plimsoll-k6-events");
    const run = await runK6(k6!, folder, "ingest.ts", { INGEST_URL: ingest.url });
    expect(run.code).toBe(99);
    expect(run.count("plimsoll_messages{topic:plimsoll-k6-clicks}")).toBe(0);
    expectAbout(run.count("plimsoll_unacknowledged{topic:plimsoll-k6-clicks}"), clicks!.messages, 10);
    expect(run.count("plimsoll_unacknowledged{topic:plimsoll-k6-events}")).toBe(0);
  });

  test("an answer that does not tell what is stored counts as not acknowledged", async () => {
    const load = await write(3);
    const balancer = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(503).end("<html>no server is available</html>"));
    });
    await once(balancer.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void balancer.close());
    const { port } = balancer.address() as AddressInfo;
    const run = await runK6(k6!, folder, "ingest.ts", { INGEST_URL: `http://127.0.0.1:${port}` });
    expect(run.code).toBe(99);
    expect(run.count("plimsoll_messages")).toBe(0);
    for (const { topic: name, batch, messages: due } of load.topics)
      expectAbout(run.count(`plimsoll_unacknowledged{topic:${name}}`), due, batch);
  });

  test("the script for brokers does what the load says, with a stand-in for the extension", async () => {
    const load = await write(3);
    const script = (await readFile(join(folder, "kafka.ts"), "utf8")).replace('"k6/x/kafka"', '"./stand-in.ts"');
    await writeFile(join(folder, "kafka.ts"), script);
    await writeFile(join(folder, "stand-in.ts"), standIn);
    const run = await runK6(k6!, folder, "kafka.ts", {});
    expect({ code: run.code, text: run.text }).toMatchObject({ code: 0 });
    for (const [at, { topic: name, batch, messages: due, messageBytes }] of load.topics.entries()) {
      const sent = run.count(`plimsoll_messages{topic:${name}}`);
      expectAbout(sent, due, batch);
      expect(run.metrics[`stand_in_bytes_${messageBytes}`]).toMatchObject({ count: sent * messageBytes });
      expect(run.metrics[`stand_in_${["all_keyed", "one"][at]}`]).toMatchObject({ count: sent });
    }
    expect(run.count("stand_in_topics")).toBe(0);
  });
});

test("a broker is killed under load: what is answered as stored is stored, once", async () => {
  await create("killed");
  const ingest = await ingestProcess(cluster.bootstrap, "killed");
  const { stored, stop } = poster(ingest.url, "killed");
  await delay(2000);
  const before = stored.length;
  await signalNode("ingest", "ingest/broker-2", "SIGKILL", cluster.stateDir);
  await delay(8000);
  await stop();
  expect(await ingest.stop()).toMatchObject({ code: 0 });
  expect(stored.length).toBeGreaterThan(before);
  const held = (await readTopic(cluster.bootstrap, "killed")).map(({ value }) => Number(value));
  expect(new Set(held).size).toBe(held.length);
  expect(new Set(stored).difference(new Set(held))).toEqual(new Set());
});

/** An iteration more or less than the schedule has, at either end. */
function expectAbout(sent: number, due: number, batch: number): void {
  expect(Math.abs(sent - due)).toBeLessThanOrEqual(2 * batch);
}

/** Has the extension's shape and counts what it is given. */
const standIn = `
import { Counter } from "k6/metrics";
export const SCHEMA_TYPE_STRING = "STRING";
export const BALANCER_MURMUR2 = "balancer_murmur2";
const keyed = new Counter("stand_in_all_keyed");
const plain = new Counter("stand_in_one");
const sizes = { 500: new Counter("stand_in_bytes_500"), 200: new Counter("stand_in_bytes_200") };
const topics = new Counter("stand_in_topics");
export class SchemaRegistry { serialize({ data }) { return data; } }
export class Connection {
  listTopics() { return []; }
  createTopic() { topics.add(1); }
  deleteTopic() { topics.add(-1); }
  close() {}
}
export class Writer {
  constructor(config) { this.config = config; }
  produce({ messages }) {
    const { requiredAcks, balancer } = this.config;
    for (const { key, value } of messages) {
      const bytes = value.length + (key?.length ?? 0);
      sizes[bytes].add(bytes);
      if (requiredAcks === -1 && balancer === BALANCER_MURMUR2 && key.length === 12) keyed.add(1);
      if (requiredAcks === 1 && balancer === undefined && key === undefined) plain.add(1);
    }
  }
}
`;
