import { expect, test } from "vitest";
import { heldKafka } from "../drivers/kafkajs/testing.ts";
import { KafkaOutlet } from "./kafka-outlet.ts";
import type { Message } from "./message.ts";
import { topicOf } from "./testing.ts";

const headers = { guid: "g", timestamp: "1700000000000", application: "a", host: "h" };
const message: Message = { key: Buffer.from("k"), value: Buffer.from("v"), headers };

test("the metadata goes into headers, and its time is the record's", async () => {
  const { kafka, sends } = heldKafka();
  const outlet = await KafkaOutlet.open(kafka);
  const sending = outlet.send(topicOf({ acks: "1" }), 3, [message]);
  await Promise.resolve();
  expect(sends[0]!.record).toEqual({
    topic: "events",
    acks: 1,
    messages: [{ ...message, partition: 3, timestamp: "1700000000000" }],
  });
  sends[0]!.end.resolve([{ baseOffset: "12" }]);
  expect(await sending).toBe(12n);
});

test("only topics that want all replicas go through the idempotent producer", async () => {
  const { kafka, events, sends } = heldKafka();
  const outlet = await KafkaOutlet.open(kafka);
  expect(events).toEqual(["0 idempotent", "1 plain"]);
  const offsets = (["all", "1", "0"] as const).map((acks) => outlet.send(topicOf({ acks }), 0, [message]));
  await Promise.resolve();
  expect(sends.map(({ producer, record }) => [producer, record.acks])).toEqual([
    [0, -1],
    [1, 1],
    [1, 0],
  ]);
  sends[0]!.end.resolve([{ baseOffset: "0" }]);
  sends[1]!.end.resolve([{ baseOffset: "5" }]);
  sends[2]!.end.resolve([]);
  expect(await Promise.all(offsets)).toEqual([0n, 5n, null]);
  await outlet.close();
  expect(events.slice(2).sort()).toEqual(["0 closed", "1 closed"]);
});
