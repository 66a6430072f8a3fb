import { setTimeout as delay } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { afterEach, expect, it } from "vitest";
import { plaintext } from "../loadgen/access.ts";
import { audit } from "../loadgen/audit/ledger.ts";
import { runLoad } from "../loadgen/engine/engine.ts";
import { defaultPipeline } from "../loadgen/engine/job.ts";
import { atTail } from "../loadgen/groups.ts";
import { KafkaAdmin } from "../loadgen/kafka-admin.ts";
import { steady } from "../loadgen/load/profile.ts";
import { plainMessages } from "../loadgen/records/messages.ts";
import { testCluster } from "./local.ts";

/** A broker that stands still is to be waited for, not to be voted out. */
const cluster = testCluster("unread-tail", 3, 1, "3.9.2", {
  brokerOverrides: { "zookeeper.session.timeout.ms": "30000" },
});
const MESSAGES_PER_SECOND = 500;
const SECONDS = 2;
/** Long enough for a reader that does not wait to be done. */
const PAUSED_AFTER_LOAD_MS = 2_500;

let resume = () => {};
afterEach(() => resume());

/** The process of the broker that follows in the only partition of the topic. */
async function follower(topic: string): Promise<number> {
  const kafka = new Kafka({ brokers: cluster.bootstrap, logLevel: logLevel.NOTHING });
  const client = kafka.admin();
  await client.connect();
  try {
    const { topics } = await client.fetchTopicMetadata({ topics: [topic] });
    const { leader, replicas } = topics[0]!.partitions[0]!;
    const number = replicas.find((replica) => replica !== leader);
    const node = cluster.status.nodes.find(({ id }) => id === `unread-tail/broker-${number}`);
    return node!.pid!;
  } finally {
    await client.disconnect();
  }
}

// What the leader alone has acknowledged cannot be read before its follower has it too, and is not lost for that.
it.each(["plimsoll", "kafkajs"] as const)(
  "%s waits with acks=1 for what a follower that stands still holds back",
  async (driver) => {
    const topic = `tail-${driver}`;
    const access = plaintext(cluster.bootstrap);
    const admin = await KafkaAdmin.connect(access);
    try {
      const config = { "min.insync.replicas": "1" };
      await admin.create([{ topic, partitions: 1, replication: 2, config }]);
      const pid = await follower(topic);
      resume = () => void process.kill(pid, "SIGCONT");
      const begin = async () => void process.kill(pid, "SIGSTOP");
      let resumedAt = Number.NaN;
      const putBack = async () => {
        void delay(PAUSED_AFTER_LOAD_MS).then(() => {
          resumedAt = Date.now();
          resume();
        });
        return [];
      };
      const { produce, consume, drained } = await runLoad({
        driver,
        access,
        topics: [
          {
            topic,
            partitions: 1,
            profile: steady(MESSAGES_PER_SECOND, SECONDS),
            dropAfterMs: null,
            messages: plainMessages(200),
            acks: "1",
            idempotent: false,
            groups: [atTail("sink")],
          },
        ],
        pipeline: defaultPipeline,
        threads: { produce: 1, consume: 1 },
        warmupSeconds: 0,
        seconds: SECONDS,
        settleSeconds: 2,
        drainSeconds: 20,
        seed: 1,
        faults: { faults: [{ atSeconds: 1, text: "pause the follower", begin, end: null }], putBack },
      });
      expect(Date.now()).toBeGreaterThan(resumedAt);
      expect(drained).toBe(true);
      const rows = consume.flatMap((result) => result.rows);
      const sent = produce.flatMap((result) => result.rows);
      const found = audit(sent, rows, [{ topic, group: "sink" }], 0);
      expect(found).toMatchObject({ clean: true, lost: 0, acknowledged: MESSAGES_PER_SECOND * SECONDS });
    } finally {
      resume();
      await admin.close();
    }
  },
  60_000,
);
