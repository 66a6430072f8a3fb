import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { until } from "../testing/until.ts";
import { Intake } from "./intake.ts";
import type { Outcome } from "./outlet.ts";
import { RequestProblem } from "./request-problem.ts";
import { batchOf, HeldOutlet, heldIngest, topicOf } from "./testing.ts";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

/** What is reachable in this process; buffers are let go of only some time after they were found to be garbage. */
async function liveBytes(): Promise<number> {
  collect();
  await delay(100);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const origin = { application: "a", host: "h" };

/** Posts without HTTP; null if it was refused for want of room. */
function offer(intake: Intake, body: Buffer): Promise<Outcome[]> | null {
  try {
    return intake.accept(intake.admit("events", body.length), body, origin);
  } catch (error) {
    if (error instanceof RequestProblem && error.status === 429) return null;
    throw error;
  }
}

test("while one batch is under way the next gathers what comes, up to what the topic takes", async () => {
  const outlet = new HeldOutlet();
  // A record of one digit takes 60 + 1 B, and its headers 36 + 13 + 1 + 1 B and names of 4 + 9 + 11 + 4 B: 140 B.
  const intake = new Intake([topicOf({ batchBytes: 420 })], outlet, { bodyBytes: 1000, heldBytes: 100_000 });
  const all = Array.from({ length: 5 }, (_, i) => offer(intake, Buffer.from(batchOf(i))));
  const sent = () => outlet.sends.map(({ messages }) => messages.map(({ value }) => Number(value)));
  await Promise.resolve();
  outlet.byItself = (send) => send.acknowledge(BigInt(outlet.sends.length));
  expect(sent()).toEqual([[0, 1, 2]]);
  outlet.sends[0]!.acknowledge(10n);
  const outcomes = await Promise.all(all);
  expect(sent()).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
  expect(outcomes.flat()).toEqual(
    [10n, 11n, 12n, 2n, 3n].map((offset) => ({ state: "acknowledged", partition: 0, offset })),
  );
});

test("whatever is posted and however sends end, every accepted message ends once, in order, and nothing stays held", async () => {
  const posts = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 30 });
  const ends = fc.infiniteStream(fc.boolean());
  await fc.assert(
    fc.asyncProperty(posts, ends, async (sizes, succeeds) => {
      const outlet = new HeldOutlet();
      const topic = topicOf({ partitions: 2, batchBytes: 700 });
      const intake = new Intake([topic], outlet, { bodyBytes: 1000, heldBytes: 20_000 });
      const stored: number[][] = [[], []];
      outlet.byItself = ({ partition, messages, acknowledge, fail }) => {
        if (!succeeds.next().value) return fail("no");
        const log = stored[partition]!;
        acknowledge(BigInt(log.length));
        log.push(...messages.map(({ value }) => Number(value)));
      };
      let next = 0;
      const settled = sizes.map((size) => {
        const values = Array.from({ length: size }, () => next++);
        const body = JSON.stringify({ records: values.map((value) => ({ value, partition: value % 2 })) });
        return { values, outcomes: offer(intake, Buffer.from(body)) };
      });
      expect(intake.budget.held).toBeLessThanOrEqual(20_000);
      expect(await intake.drain(5000)).toBe(true);
      const acknowledged: number[] = [];
      for (const { values, outcomes } of settled)
        for (const [at, outcome] of ((await outcomes) ?? []).entries()) {
          if (outcome.state === "failed") continue;
          acknowledged.push(values[at]!);
          expect(stored[outcome.partition]![Number(outcome.offset)]).toBe(values[at]);
        }
      expect(stored.flat().sort((a, b) => a - b)).toEqual(acknowledged.sort((a, b) => a - b));
      for (const log of stored) expect(log).toEqual([...log].sort((a, b) => a - b));
      expect(intake.budget.held).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("a batch that would not fit if nothing else were held is too large, and one that would is asked to come again", async () => {
  // 1,001 B a message: 10 fit, 11 never do, although their body is allowed.
  const { outlet, intake, post } = await heldIngest([topicOf()], { bodyBytes: 10_000, heldBytes: 10_010 });
  const digits = (count: number) => batchOf(...new Array(count).fill(1));
  const never = await post("events", digits(11));
  expect(never.status).toBe(413);
  expect(never.headers.get("Retry-After")).toBe(null);
  expect(await never.json()).toMatchObject({
    message: "11 messages take 11011 B while they wait, and at most 10010 B are held in all",
    remedy: "send smaller batches",
  });
  const first = post("events", digits(1));
  await until(() => intake.open === 1);
  expect((await post("events", digits(10))).status).toBe(429);
  outlet.byItself = (send) => send.acknowledge();
  outlet.sends[0]!.acknowledge();
  expect((await first).status).toBe(200);
  expect((await post("events", digits(10))).status).toBe(200);
});

test("of a body nothing is held once it was accepted but its messages", async () => {
  const { outlet, intake, server } = await heldIngest([topicOf()], { bodyBytes: 1_000_000, heldBytes: 64_000_000 });
  // All requests send the same bytes, so that the clients hold none of their own.
  const body = Buffer.from(batchOf("x".repeat(900_000)));
  const type = "application/json";
  const head = `POST /topics/events HTTP/1.1\r\nHost: h\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
  await liveBytes();
  const before = process.memoryUsage().arrayBuffers;
  const clients = Array.from({ length: 20 }, () => connect(server.port, "127.0.0.1"));
  onTestFinished(() => {
    for (const client of clients) client.destroy();
  });
  for (const client of clients) {
    client.write(head);
    client.write(body);
  }
  await until(() => intake.open === clients.length);
  await liveBytes();
  expect(intake.budget.held).toBe(20 * (900_002 + 1000));
  // What a socket reads into is not let go of at once.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(intake.budget.held * 1.3);
  outlet.byItself = (send) => send.acknowledge();
  for (const send of outlet.sends) send.acknowledge();
  await until(() => intake.open === 0);
});

test("offered ten times what may be held while the brokers stand still, it refuses and its memory stays bounded", async () => {
  const limits = { bodyBytes: 1_000_000, heldBytes: 16_000_000 };
  const { outlet, intake, post, metrics } = await heldIngest([topicOf({ partitions: 4 })], limits);
  const body = batchOf(...Array.from({ length: 900 }, (_, i) => `${i}`.padStart(1000, "x")));
  const before = await liveBytes();
  const statuses: number[] = [];
  const offered = async () => {
    const response = await post("events", body);
    await response.arrayBuffer();
    statuses.push(response.status);
    return response;
  };
  const first = Array.from({ length: 12 }, offered);
  // 900 messages of 1,002 B, with 1,000 B for each beside them: 1.8 MB of the budget a request, and 8 of them fit.
  await until(() => intake.open === 8 && statuses.length === 4);
  for (let i = 0; i < (10 * limits.heldBytes) / body.length; i++) {
    const response = await offered();
    expect(response.status).toBe(429);
    expect(response.headers.get("Retry-After")).toBe("1");
    expect(intake.budget.held).toBeLessThanOrEqual(limits.heldBytes);
  }
  // 160 MB were offered. Beside what is held there are the client's copies of the 8 bodies that wait for an answer.
  expect((await liveBytes()) - before).toBeLessThan(limits.heldBytes + 8 * body.length + 10_000_000);
  outlet.byItself = (send) => send.acknowledge();
  for (const send of outlet.sends) send.acknowledge();
  await Promise.all(first);
  expect(statuses.filter((status) => status === 200)).toHaveLength(8);
  expect(intake.budget.held).toBe(0);
  expect(await metrics()).toContain(`{topic="events",outcome="acknowledged"} ${8 * 900}`);
});
