import { expect, it } from "vitest";
import { plaintext } from "../loadgen/access.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { testCluster } from "./local.ts";

const cluster = testCluster("kafka-admin", 1, 1);

it("makes a topic of more partitions than one request may ask for, with its settings, and removes it", async () => {
  const admin = await KafkaAdmin.connect(plaintext(cluster.bootstrap));
  try {
    const config = { "retention.bytes": "1000000" };
    const topic = { topic: "many-partitions", partitions: 1_100, replication: 1, config };
    const there = await admin.withTopics(
      [topic],
      (line) => expect.unreachable(line),
      () => admin.describe(topic.topic, ["retention.bytes"]),
    );
    expect(there).toEqual({ partitions: 1_100, replication: 1, settings: new Map(Object.entries(config)) });
    expect(await admin.topics()).not.toContain(topic.topic);
  } finally {
    await admin.close();
  }
}, 60_000);
