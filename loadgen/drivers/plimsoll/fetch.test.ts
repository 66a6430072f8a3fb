import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Writer } from "../../wire/codec.ts";
import { Connection } from "../../wire/connection.ts";
import { fetchFrom } from "./fetch.ts";

const SECOND = 1_000;
const opened: { close(): unknown }[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
  for (const one of opened.splice(0).reverse()) one.close();
});

/** A broker to which a fetch is under way; `socket` is its end of the connection. */
async function asked() {
  const { promise: accepted, resolve: accept } = Promise.withResolvers<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    opened.push({ close: () => socket.destroy() });
    socket.on("error", () => {});
    socket.once("data", () => accept(socket));
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const connection = await Connection.open({ host: "127.0.0.1", port, tls: null, sasl: null }, 3_000);
  opened.push(connection);
  const limits = { minBytes: 1, maxWaitMs: 100, maxBytes: 1_000, maxPartitionBytes: 1_000 };
  const request = { topic: "t", asked: [{ partition: 0, offset: 0, epoch: 0 }], limits };
  const answer = fetchFrom(connection, new Writer(), request, (reader) => reader.int32());
  answer.catch(() => {}); // awaited later
  return { connection, answer, socket: await accepted };
}

const response = Buffer.from(new Writer().int32(8).int32(1).int32(42).bytes());

async function sendByte(connection: Connection, socket: Socket, at: number): Promise<void> {
  socket.write(response.subarray(at, at + 1));
  while (connection.bytesRead <= at && !connection.closed) await nextTurn();
}

it("an answer that takes far longer than a broker may be silent is awaited as long as some of it comes", async () => {
  const { connection, answer, socket } = await asked();
  for (let at = 0; at < response.length; at++) {
    await sendByte(connection, socket, at);
    vi.advanceTimersByTime(9 * SECOND);
  }
  expect(await answer).toBe(42);
  vi.advanceTimersByTime(60 * SECOND);
  expect(connection.closed).toBe(false);
});

it("a broker that answers nothing is given up after 10 s", async () => {
  const { connection, answer } = await asked();
  vi.advanceTimersByTime(9.9 * SECOND);
  for (let turn = 0; turn < 10; turn++) await nextTurn();
  expect(connection.closed).toBe(false);
  vi.advanceTimersByTime(0.1 * SECOND);
  await expect(answer).rejects.toThrow("nothing came for 10 s");
  expect(connection.closed).toBe(true);
});

it("a broker that falls silent within its answer is given up", async () => {
  const { connection, answer, socket } = await asked();
  await sendByte(connection, socket, 0);
  vi.advanceTimersByTime(10 * SECOND);
  await sendByte(connection, socket, 1);
  vi.advanceTimersByTime(20 * SECOND);
  await expect(answer).rejects.toThrow("nothing came for 10 s");
});
