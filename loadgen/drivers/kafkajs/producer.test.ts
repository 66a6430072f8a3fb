import { expect, test, vi } from "vitest";
import { plaintext } from "../../access.ts";
import { clockFrom, clockOrigin } from "../../clock.ts";
import { steady } from "../../load/profile.ts";
import { Schedule } from "../../load/schedule.ts";
import { Source } from "../../load/source.ts";
import { eachInTurn } from "../../load/spread.ts";
import { messageFormat } from "../../records/format.ts";
import { plainMessages } from "../../records/messages.ts";
import type { Acks } from "../driver.ts";
import { kafkajsClient } from "./client.ts";
import { KafkajsProducer } from "./producer.ts";
import { heldKafka } from "./testing.ts";

vi.mock("./client.ts");

/** A producer of one partition with three batches of eight messages due, and what became of them. */
async function rig(acks: Acks) {
  const held = heldKafka();
  vi.mocked(kafkajsClient).mockReturnValue(held.kafka);
  const clock = clockFrom(clockOrigin());
  const schedule = new Schedule(steady(24, 1));
  schedule.start(clock.now() - 2e6);
  const fates: string[] = [];
  const producer = await KafkajsProducer.open({
    access: plaintext(["127.0.0.1:1"]),
    topic: "t",
    partitions: 1,
    producer: 1,
    acks,
    idempotent: acks === "all",
    format: messageFormat(plainMessages(64), 700, 7),
    connections: 1,
    inFlight: 1,
    requestBytes: 1000,
    deliveryTimeoutMs: 1000,
    source: new Source(schedule, eachInTurn(1), 1, { maxMessages: 8, lingerMicros: 0 }),
    clock,
    events: {
      acknowledged: ({ firstSequence }) => fates.push(`${firstSequence} acknowledged`),
      failed: ({ firstSequence }, error) => fates.push(`${firstSequence} ${error}`),
      retried: () => {},
      event: () => {},
    },
  });
  return { ...held, producer, fates };
}

test("what kafkajs gave up or never sent is failed, and what follows has a producer of its own", async () => {
  const { events, sends, producer, fates } = await rig("all");
  producer.pump();
  await vi.waitFor(() => expect(sends).toHaveLength(1));
  sends[0]!.end.reject(new Error("gone"));
  await vi.waitFor(() => expect(sends).toHaveLength(2));
  sends[1]!.end.resolve([]);
  await vi.waitFor(() => expect(sends).toHaveLength(3));
  sends[2]!.end.resolve([{ baseOffset: "0" }]);
  await vi.waitFor(() => expect(producer.outstanding).toBe(0));
  expect(fates).toEqual(["0 Error", "8 NothingSent", "16 acknowledged"]);
  expect(sends.map((send) => send.producer)).toEqual([0, 1, 2]);
  await producer.close();
  expect(events.filter((event) => event.endsWith("closed"))).toEqual(["0 closed", "1 closed", "2 closed"]);
});

test("without acknowledgement there is nothing to be told", async () => {
  const { sends, producer, fates } = await rig("0");
  producer.pump();
  await vi.waitFor(() => expect(sends).toHaveLength(1));
  sends[0]!.end.resolve([]);
  await vi.waitFor(() => expect(fates).toEqual(["0 acknowledged"]));
});
