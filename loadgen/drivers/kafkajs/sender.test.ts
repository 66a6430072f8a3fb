import { expect, test, vi } from "vitest";
import { Sender } from "./sender.ts";
import { heldKafka } from "./testing.ts";

const sent = (sender: Sender, acks = -1) =>
  sender.send({ topic: "t", acks, messages: [] }).catch((error: Error) => error.message);

test("after a failed send the producer is replaced, and closed once its other sends have ended", async () => {
  const { kafka, events, sends } = heldKafka();
  const sender = await Sender.open(kafka, true);
  const results = [sent(sender), sent(sender)];
  await Promise.resolve();
  sends[0]!.end.reject(new Error("timed out"));
  expect(await results[0]).toBe("timed out");
  const next = sent(sender);
  await Promise.resolve();
  expect(events).toEqual(["0 idempotent", "1 idempotent"]);
  await vi.waitFor(() => expect(sends).toHaveLength(3));
  expect(sends.map(({ producer }) => producer)).toEqual([0, 0, 1]);
  sends[1]!.end.resolve([{ baseOffset: "0" }]);
  sends[2]!.end.resolve([{ baseOffset: "5" }]);
  expect(await Promise.all([results[1], next])).toEqual([{ baseOffset: "0" }, { baseOffset: "5" }]);
  await sender.close();
  expect(events.slice(2)).toEqual(["0 closed", "1 closed"]);
});

test("a producer that could not be connected is not kept", async () => {
  const { kafka, sends, refuseNext } = heldKafka();
  const sender = await Sender.open(kafka, false);
  const first = sent(sender, 1);
  await vi.waitFor(() => expect(sends).toHaveLength(1));
  sends[0]!.end.reject(new Error("gone"));
  expect(await first).toBe("gone");
  refuseNext();
  expect(await sent(sender, 1)).toBe("refused");
  const third = sent(sender, 1);
  await vi.waitFor(() => expect(sends).toHaveLength(2));
  sends[1]!.end.resolve([{ baseOffset: "7" }]);
  expect(await third).toEqual({ baseOffset: "7" });
  await sender.close();
});

test("a send of which kafkajs tells nothing has failed, unless nothing was to be told; new metadata are had", async () => {
  const { kafka, events, sends } = heldKafka();
  const sender = await Sender.open(kafka, false);
  const results = [sent(sender, 0), sent(sender, 1)];
  await Promise.resolve();
  for (const { end } of sends) end.resolve([]);
  expect(await Promise.all(results)).toEqual([null, "kafkajs knows no leader of the partition and sent nothing"]);
  expect(events).toEqual(["0 plain", "0 closed"]);
  void sent(sender, 1);
  expect(events.slice(2)).toEqual(["1 plain"]);
});
