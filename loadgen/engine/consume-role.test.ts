import { expect, test } from "vitest";
import { plaintext } from "../access.ts";
import { clockFrom } from "../clock.ts";
import type { Consumer, ConsumerJob, Driver } from "../drivers/driver.ts";
import type { EventDetail } from "../proof/run-event.ts";
import { plainMessages } from "../records/messages.ts";
import { ConsumeRole } from "./consume-role.ts";
import type { ConsumeTask } from "./task.ts";

const task: ConsumeTask = {
  role: "consume",
  driver: "plimsoll",
  access: plaintext(["127.0.0.1:1"]),
  topic: "t",
  partitions: 1,
  acks: "all",
  messages: plainMessages(100),
  batchBytes: 1e6,
  seed: 1,
  group: "g",
  bytesPerSecond: null,
  lagSeconds: 0,
  history: 0.5,
  fetch: { minBytes: 1, maxWaitMs: 10 },
  read: [0],
  restartAtSeconds: null,
};

test("what is gone of a log is counted by the group that read it, and not by its rereading too", async () => {
  const jobs: ConsumerJob[] = [];
  const consumer: Consumer = { drain: async () => true, close: async () => {} };
  const driver: Driver = {
    name: "plimsoll",
    openProducer: () => Promise.reject(new Error("not asked for")),
    openConsumer: async (job) => {
      jobs.push(job);
      return consumer;
    },
  };
  const told: [text: string, detail: EventDetail | undefined][] = [];
  const role = await ConsumeRole.open(task, driver, clockFrom(0), (_, text, detail) => void told.push([text, detail]));
  const detail = { topic: "t", messages: 20 };
  for (const { group, events } of jobs) events.event("log-cut", `${group}: cut`, detail);
  expect(told).toEqual([
    ["g: cut", detail],
    ["g (history): cut", undefined],
  ]);
  await role.close();
});
