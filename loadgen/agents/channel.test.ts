import { connect, createServer, type Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { until } from "../testing/until.ts";
import { Channel, MAX_FRAME_BYTES } from "./channel.ts";

type Message = { text: string };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

/** Both ends of a connection on loopback. */
async function pair(): Promise<[Socket, Socket]> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
  const socket = connect((server.address() as { port: number }).port, "127.0.0.1");
  const other = await accepted;
  for (const end of [socket, other]) end.on("error", () => {});
  closing.push(() => {
    for (const end of [socket, other]) end.destroy();
    server.close();
  });
  return [socket, other];
}

function channelOn(socket: Socket) {
  const got: Message[] = [];
  const closed: string[] = [];
  const events = {
    message: (message: Message) => void got.push(message),
    closed: (why: string) => void closed.push(why),
  };
  const channel = new Channel<Message, Message>(socket, events);
  closing.push(() => channel.close("the test is over"));
  return { channel, got, closed };
}

function frame(text: string | Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
}

it("carries messages of any size in order, however they are cut", async () => {
  const [socket, other] = await pair();
  const here = channelOn(socket);
  const there = channelOn(other);
  const texts = ["", "å", "x".repeat(300_000), "last"];
  for (const text of texts) here.channel.send({ text });
  there.channel.send({ text: "back" });
  await until(() => there.got.length === texts.length && here.got.length === 1);
  expect(there.got.map(({ text }) => text)).toEqual(texts);
});

it("hands out whole messages from single bytes", async () => {
  const [socket, other] = await pair();
  const { got } = channelOn(socket);
  other.setNoDelay(true);
  for (const byte of frame('{"text":"a"}')) {
    other.write(Uint8Array.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => got.length === 1);
  expect(got).toEqual([{ text: "a" }]);
});

it.each([
  ["a frame over the limit", Buffer.from([0x7f, 0xff, 0xff, 0xff]), /frame of 2147483647 B/],
  ["a frame of a negative length", Buffer.from([0xff, 0xff, 0xff, 0xff]), /frame of -1 B/],
  ["what is no JSON", frame("hello"), /JSON/],
])("closes at %s, and reads nothing after it", async (_, bytes, why) => {
  const [socket, other] = await pair();
  const { got, closed } = channelOn(socket);
  other.write(Buffer.concat([bytes, frame('{"text":"late"}')]));
  await until(() => closed.length === 1);
  expect(closed[0]).toMatch(why);
  expect(got).toEqual([]);
  await until(() => other.destroyed || other.readableEnded || !other.writable);
});

it("sends no message that the other end would refuse", async () => {
  const [socket] = await pair();
  const { channel, closed } = channelOn(socket);
  channel.send({ text: "x".repeat(MAX_FRAME_BYTES) });
  expect(closed).toEqual([expect.stringContaining("is more than the")]);
});

it("tells once that the other end is gone", async () => {
  const [socket, other] = await pair();
  const { channel, closed } = channelOn(socket);
  other.destroy();
  await until(() => closed.length > 0);
  channel.send({ text: "to nobody" });
  channel.close("again");
  expect(closed).toHaveLength(1);
});

it("takes an end for gone that has given no sign of life for four seconds, and not one that is only idle", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const [silent] = await pair();
  const [idle, other] = await pair();
  const lost = channelOn(silent);
  const kept = channelOn(idle);
  channelOn(other);
  const beats = async (count: number) => {
    for (let i = 0; i < count; i++) {
      vi.advanceTimersByTime(500);
      // What a beat sends comes through the event loop.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await beats(8);
  expect(lost.closed).toEqual([]);
  await beats(1);
  expect(lost.closed).toEqual(["no sign of life for 4 s"]);
  await beats(10);
  expect(kept.closed).toEqual([]);
});
