import { Kafka, logLevel, Partitioners } from "kafkajs";
import type { PlannedTopic } from "../../sizing/planned/topic.ts";
import { pause } from "../process/pause.ts";

export const exerciseTopic: PlannedTopic = {
  name: "exercise",
  partitions: 4,
  replication: 2,
  minInsync: 2,
  acks: "all",
  idempotent: true,
  keyed: true,
  compression: "none",
  compressedBy: "producers",
  cleanup: "delete",
  messagesPerSecond: 100,
  messageBytes: 100,
  retentionMs: null,
  retentionBytesPerPartition: 1e6,
  segmentBytes: 1_048_576,
  dropAfterMs: null,
  lossBudget: null,
  day: { kind: "constant" },
  consumers: [],
};

const messages = 200;

/** Produces to `exerciseTopic` and reads it back, so that the brokers load the classes of their hot paths. */
export async function exercise(bootstrap: readonly string[], signal: AbortSignal): Promise<void> {
  const kafka = new Kafka({ clientId: "plimsoll", brokers: [...bootstrap], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  const consumer = kafka.consumer({ groupId: "exercise" });
  try {
    await producer.connect();
    const batch = Array.from({ length: messages }, (_, n) => ({ key: String(n), value: "x".repeat(100) }));
    await producer.send({ topic: exerciseTopic.name, acks: -1, messages: batch });
    await consumer.connect();
    await consumer.subscribe({ topic: exerciseTopic.name, fromBeginning: true });
    let read = 0;
    await consumer.run({ eachMessage: async () => void read++ });
    // Reading is only a warm-up: what is not read after this time is left.
    for (const deadline = Date.now() + 20_000; read < messages && Date.now() < deadline; ) await pause(50, signal);
  } finally {
    await consumer.disconnect();
    await producer.disconnect();
  }
}
