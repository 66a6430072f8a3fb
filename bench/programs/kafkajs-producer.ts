import { Kafka, logLevel, Partitioners } from "kafkajs";
import type { KafkajsTask } from "../peers/kafkajs.ts";
import { payload } from "../peers/payload.ts";
import { keepSending } from "./sending.ts";

const task: KafkajsTask = JSON.parse(process.argv[2]!);
const client = new Kafka({ clientId: "bench", brokers: [...task.bootstrap], logLevel: logLevel.NOTHING });
const producer = client.producer({
  allowAutoTopicCreation: false,
  createPartitioner: Partitioners.DefaultPartitioner,
});
const value = Buffer.from(payload(task.messageBytes, 1));
const batches = Array.from({ length: task.partitions }, (_, partition) =>
  Array.from({ length: task.batchMessages }, () => ({ key: null, value, partition })),
);
await producer.connect();
const acks = task.acks === "all" ? -1 : 1;
const report = await keepSending(task, (partition) =>
  producer.send({ topic: task.topic, acks, messages: batches[partition]! }),
);
await producer.disconnect();
console.log(JSON.stringify(report));
