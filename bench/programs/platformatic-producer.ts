import { ProduceAcks, Producer } from "@platformatic/kafka";
import { payload } from "../peers/payload.ts";
import type { PlatformaticTask } from "../peers/platformatic.ts";
import { keepSending } from "./sending.ts";

const task: PlatformaticTask = JSON.parse(process.argv[2]!);
const producer = new Producer({ clientId: "bench", bootstrapBrokers: [...task.bootstrap] });
const value = Buffer.from(payload(task.messageBytes, 1));
const batches = Array.from({ length: task.partitions }, (_, partition) =>
  Array.from({ length: task.batchMessages }, () => ({ topic: task.topic, value, partition })),
);
const acks = task.acks === "all" ? ProduceAcks.ALL : ProduceAcks.LEADER;
const report = await keepSending(task, (partition) => producer.send({ messages: batches[partition]!, acks }));
await producer.close();
console.log(JSON.stringify(report));
