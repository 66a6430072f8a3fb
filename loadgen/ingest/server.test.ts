import { request } from "node:http";
import { expect, test } from "vitest";
import { until } from "../testing/until.ts";
import { batchOf, heldIngest, topicOf } from "./testing.ts";

test("a batch is answered once it is acknowledged, with the offset of each message, wrapped in headers", async () => {
  const { outlet, post } = await heldIngest();
  let answered = false;
  const headers = { "Plimsoll-Application": "billing", "Plimsoll-Host": "b7" };
  const before = Date.now();
  const response = post("events", batchOf({ a: 1 }, "x"), headers).finally(() => {
    answered = true;
  });
  await until(() => outlet.sends.length === 1);
  expect(answered).toBe(false);
  const [send] = outlet.sends;
  expect(send!.messages.map(({ value }) => value?.toString())).toEqual(['{"a":1}', '"x"']);
  for (const { headers: wrapped } of send!.messages) {
    expect(wrapped).toMatchObject({
      application: "billing",
      host: "b7",
      guid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Number(wrapped.timestamp)).toBeGreaterThanOrEqual(before);
    expect(Number(wrapped.timestamp)).toBeLessThanOrEqual(Date.now());
  }
  expect(send!.messages[0]!.headers.guid).not.toBe(send!.messages[1]!.headers.guid);
  send!.acknowledge(41n);
  const { status, json } = await answerOf(response);
  expect(status).toBe(200);
  expect(json).toEqual({
    key_schema_id: null,
    value_schema_id: null,
    offsets: [41, 42].map((offset) => ({ partition: 0, offset, error_code: null, error: null })),
  });
});

test("who does not say who it is, is unknown and known by its address", async () => {
  const { outlet, post } = await heldIngest();
  outlet.byItself = (send) => send.acknowledge();
  await post("events", batchOf(1));
  expect(outlet.sends[0]!.messages[0]!.headers).toMatchObject({ application: "unknown", host: "127.0.0.1" });
});

test("a topic that wants no acknowledgement is answered with 202, without offsets", async () => {
  const { outlet, post } = await heldIngest([topicOf({ acks: "0" })]);
  outlet.byItself = (send) => send.acknowledge(null);
  const { status, json } = await answerOf(post("events", batchOf(1)));
  expect(status).toBe(202);
  expect(json.offsets).toEqual([{ partition: 0, offset: null, error_code: null, error: null }]);
});

test("when a part is not acknowledged the answer is 503 and tells which part is", async () => {
  const { outlet, post, metrics } = await heldIngest([topicOf({ partitions: 2 })]);
  outlet.byItself = (send) => (send.partition === 0 ? send.fail("no leader") : send.acknowledge(7n));
  const body = JSON.stringify({ records: [1, 0, 1].map((partition) => ({ value: partition, partition })) });
  const { status, json } = await answerOf(post("events", body));
  expect(status).toBe(503);
  expect(json.offsets).toEqual([
    { partition: 1, offset: 7, error_code: null, error: null },
    { partition: 0, offset: null, error_code: 50003, error: "no leader" },
    { partition: 1, offset: 8, error_code: null, error: null },
  ]);
  expect(await metrics()).toContain('plimsoll_ingest_messages_total{topic="events",outcome="failed"} 1');
});

test.each([
  ["unknown", batchOf(1), {}, 404, "topic `unknown` is not written to from here"],
  ["events", "{", {}, 400, "the body is no JSON in UTF-8"],
  ["events", batchOf("x".repeat(10_000)), {}, 413, "the body has more than 10000 B"],
  ["events", batchOf(1), { "Content-Type": "text/plain" }, 415, "Content-Type is `text/plain`"],
  ["events", batchOf(1), { "Content-Encoding": "gzip" }, 415, "Content-Encoding is `gzip`"],
  ["events", batchOf(1), { "Plimsoll-Application": "x".repeat(256) }, 400, "the header Plimsoll-Application has 256"],
] as const)("%s, %.20s, %o: %d", async (topic, body, headers, expected, message) => {
  const { outlet, intake, post, metrics } = await heldIngest();
  const { status, json } = await answerOf(post(topic, body, headers));
  expect(status).toBe(expected);
  expect(json).toEqual({
    error_code: expected * 100 + 1,
    message: expect.stringContaining(message),
    remedy: expect.any(String),
  });
  expect(outlet.sends).toEqual([]);
  expect(intake.budget.held).toBe(0);
  expect(await metrics()).toMatch(/plimsoll_ingest_refused_requests_total\{reason="[a-z ]+"\} 1/);
});

test("a message that the topic would not take is refused with its place", async () => {
  const { post } = await heldIngest([topicOf({ batchBytes: 300 })]);
  const { status, json } = await answerOf(post("events", batchOf(1, "x".repeat(300))));
  expect(status).toBe(413);
  expect(json.message).toMatch(/^records\[1\] takes \d{3} B$/);
});

test("a body of unknown length that grows too large is refused without being read to its end", async () => {
  const { intake, server } = await heldIngest();
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const headers = { "Content-Type": "application/json" };
  const sent = request(
    { host: "127.0.0.1", port: server.port, path: "/topics/events", method: "POST", headers },
    (response) => resolve(response.statusCode),
  );
  sent.on("error", () => {});
  sent.write("x".repeat(10_001));
  expect(await promise).toBe(413);
  sent.destroy();
  expect(intake.budget.held).toBe(0);
});

test("a client that goes away while it posts leaves nothing held; one that goes away after it is not lost", async () => {
  const { outlet, intake, server, metrics } = await heldIngest();
  const headers = { "Content-Type": "application/json", "Content-Length": "5000" };
  const options = { host: "127.0.0.1", port: server.port, path: "/topics/events", method: "POST" };
  const half = request({ ...options, headers }).on("error", () => {});
  half.write("{");
  await until(() => intake.budget.held === 5000);
  half.destroy();
  await until(() => intake.budget.held === 0);

  const gone = request({ ...options, headers: { "Content-Type": "application/json" } }).on("error", () => {});
  gone.end(batchOf(1));
  await until(() => outlet.sends.length === 1);
  gone.destroy();
  outlet.sends[0]!.acknowledge();
  await until(() => intake.budget.held === 0);
  expect(await metrics()).toContain('outcome="acknowledged"} 1');
});

test("a stop waits for what was accepted and refuses what comes after", async () => {
  const { outlet, intake, base, post } = await heldIngest();
  const accepted = post("events", batchOf(1));
  await until(() => outlet.sends.length === 1);
  let drained: boolean | null = null;
  const stopping = intake.drain(5000).then((all) => {
    drained = all;
  });
  expect((await post("events", batchOf(2))).status).toBe(503);
  expect((await fetch(`${base}/health`)).status).toBe(503);
  expect(drained).toBe(null);
  outlet.sends[0]!.acknowledge();
  await stopping;
  expect(drained).toBe(true);
  expect((await accepted).status).toBe(200);
});

test("a stop that takes too long says what is still open", async () => {
  const { outlet, intake, post } = await heldIngest();
  const accepted = post("events", batchOf(1)).catch(() => null);
  await until(() => outlet.sends.length === 1);
  expect(await intake.drain(20)).toBe(false);
  expect(intake.open).toBe(1);
  outlet.sends[0]!.acknowledge();
  await accepted;
});

test("what is served beside topics", async () => {
  const { base } = await heldIngest();
  expect(await answerOf(fetch(`${base}/health`))).toMatchObject({ status: 200, json: { status: "ok" } });
  const text = await (await fetch(`${base}/metrics`)).text();
  expect(text).toContain('plimsoll_ingest_messages_total{topic="events",outcome="accepted"} 0');
  expect(text).toContain("plimsoll_ingest_held_bytes_limit 100000");
  expect(await answerOf(fetch(`${base}/`))).toMatchObject({ status: 404, json: { message: "there is no GET /" } });
});

async function answerOf(response: Promise<Response>) {
  const { status, json } = await response.then(async (answer) => ({
    status: answer.status,
    json: await answer.json(),
  }));
  return { status, json: json as { message: string; offsets: unknown[] } };
}
