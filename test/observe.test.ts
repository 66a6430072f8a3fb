import { setTimeout as delay } from "node:timers/promises";
import { CompressionTypes, Kafka, logLevel } from "kafkajs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { draftOf } from "../cli/observe/draft.ts";
import { observedSchema } from "../cli/observe/observation.ts";
import { observe } from "../cli/observe/observe.ts";
import { writeDraft } from "../cli/observe/write-draft.ts";
import { plimsoll } from "../cli/testing/spawn.ts";
import { status } from "../components/index.ts";
import { plaintext } from "../loadgen/access.ts";
import { clusterSchema, statusSchema } from "../scripts/schemas/cluster.ts";
import { parseWorkload } from "../sizing/index.ts";
import { testCluster } from "./local.ts";

const messagesPerSecond = 500;
const value = Buffer.from("a line of text that compresses well; ".repeat(20)).subarray(0, 590);
const key = "key-123456";

const quiet = () => {};
const tools = { log: quiet, step: quiet, status: quiet, signal: new AbortController().signal };

describe("a cluster that runs", () => {
  const cluster = testCluster("observe", 1, 1, "4.3.1");

  it("is told of by `up` and `status` as their schemas say", async () => {
    expect(clusterSchema.parse(cluster.status)).toEqual(cluster.status);
    const { changes: _, ...brought } = cluster.status;
    expect(statusSchema.parse(await status(cluster.name, { stateDir: cluster.stateDir }))).toEqual(brought);
  });

  it("is drafted with the rate that it has, its sizes, its settings and its readers", async () => {
    const kafka = new Kafka({ clientId: "observed", brokers: cluster.bootstrap, logLevel: logLevel.NOTHING });
    const [admin, producer] = [kafka.admin(), kafka.producer()];
    const consumer = kafka.consumer({ groupId: "readers" });
    const stop = new AbortController();
    try {
      await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
      const configEntries = [
        { name: "retention.ms", value: "10800000" },
        { name: "min.insync.replicas", value: "1" },
      ];
      await admin.createTopics({
        waitForLeaders: true,
        topics: [
          { topic: "loaded", numPartitions: 3, replicationFactor: 1, configEntries },
          { topic: "idle", numPartitions: 1, replicationFactor: 1 },
        ],
      });
      await consumer.subscribe({ topic: "loaded", fromBeginning: true });
      await consumer.run({ autoCommitInterval: 200, eachBatch: async () => {} });
      const began = performance.now();
      const loading = (async () => {
        for (let sent = 0; !stop.signal.aborted; await delay(50)) {
          const due = Math.floor(((performance.now() - began) * messagesPerSecond) / 1000) - sent;
          const messages = Array.from({ length: due }, () => ({ key, value }));
          if (due > 0) await producer.send({ topic: "loaded", compression: CompressionTypes.GZIP, messages });
          sent += due;
        }
      })();
      await delay(2000);
      const seen = await observe(plaintext(cluster.bootstrap), 8, tools);
      const { code, out } = await plimsoll(["observe", cluster.bootstrap.join(","), "--for", "1s", "--json"]);
      stop.abort();
      await loading;
      const printed = observedSchema.parse(JSON.parse(out));
      expect({ code, printed }).toMatchObject({
        code: 0,
        printed: { workload: { topics: [{ name: "idle" }, { name: "loaded", partitions: 3 }] } },
      });
      expect(seen).toMatchObject({ brokers: 1, metadata: "kraft", release: null });
      expect(seen.topics.map(({ name }) => name)).toEqual(["idle", "loaded"]);
      const text = writeDraft(draftOf("observed", seen), seen, "2026-11-23");
      const { topics, kafka: version } = parseWorkload(parse(text), "the draft");
      expect(version).toBe("4.3.1");
      const loaded = topics[1]!;
      expect(Math.abs(loaded.rate.value / messagesPerSecond - 1)).toBeLessThan(0.1);
      expect(loaded).toMatchObject({
        ...{ size: value.length + key.length, partitions: 3, replication: 1, minInsync: 1, keyed: true },
        retention: { dimension: "duration", value: 3 * 3600 },
        compression: { codec: "gzip" },
        consumers: [expect.objectContaining({ group: "readers", count: 1 })],
      });
      expect(loaded.compression.ratio).toBeGreaterThan(2);
      expect(text).toMatch(/rate: 1 msg\/s # nothing was written in 8 s; 0 messages are there\n/);
    } finally {
      stop.abort();
      await Promise.allSettled([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
    }
  }, 60_000);

  it("without topics says what to do", async () => {
    const kafka = new Kafka({ clientId: "observed", brokers: cluster.bootstrap, logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    try {
      await admin.deleteTopics({ topics: ["loaded", "idle"] });
      await expect.poll(async () => (await admin.listTopics()).filter((name) => !name.startsWith("__"))).toEqual([]);
    } finally {
      await admin.disconnect();
    }
    await expect(observe(plaintext(cluster.bootstrap), 1, tools)).rejects.toMatchObject({ code: "PLM-OBSERVE-001" });
  });
});
