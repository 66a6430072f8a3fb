import type { Kafka, ProducerRecord } from "kafkajs";
import { expect, test } from "vitest";
import { KafkaOutlet } from "./kafka-outlet.ts";
import type { Message } from "./message.ts";
import { topicOf } from "./testing.ts";

/** A kafkajs whose sends wait for the test; each producer has a number. */
function heldKafka() {
  const events: string[] = [];
  const sends: { producer: number; record: ProducerRecord; end: PromiseWithResolvers<unknown> }[] = [];
  let producers = 0;
  const kafka = {
    producer: ({ idempotent }: { idempotent: boolean }) => {
      const producer = producers++;
      events.push(`${producer} ${idempotent ? "idempotent" : "plain"}`);
      return {
        connect: async () => {},
        disconnect: async () => void events.push(`${producer} closed`),
        send: (record: ProducerRecord) => {
          const end = Promise.withResolvers<unknown>();
          sends.push({ producer, record, end });
          return end.promise;
        },
      };
    },
  };
  return { kafka: kafka as unknown as Kafka, events, sends };
}

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

test("after a failed send an idempotent producer is replaced, and closed once its other sends have ended", async () => {
  const { kafka, events, sends } = heldKafka();
  const outlet = await KafkaOutlet.open(kafka);
  expect(events).toEqual(["0 idempotent", "1 plain"]);
  const send = (acks: "all" | "1") =>
    outlet.send(topicOf({ acks }), 0, [message]).catch((error: Error) => error.message);
  const results = [send("all"), send("all"), send("1")];
  await Promise.resolve();
  sends[0]!.end.reject(new Error("timed out"));
  sends[2]!.end.reject(new Error("no leader"));
  expect(await results[0]).toBe("timed out");
  expect(await results[2]).toBe("no leader");
  expect(events.slice(2)).toEqual(["2 idempotent"]);
  const next = send("all");
  await Promise.resolve();
  expect(sends.map(({ producer }) => producer)).toEqual([0, 0, 1, 2]);
  sends[1]!.end.resolve([{ baseOffset: "0" }]);
  sends[3]!.end.resolve([{ baseOffset: "5" }]);
  expect(await Promise.all([results[1], next])).toEqual([0n, 5n]);
  await outlet.close();
  expect(events.slice(3).sort()).toEqual(["0 closed", "1 closed", "2 closed"]);
});
