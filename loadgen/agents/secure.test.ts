import { connect } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, expect, it } from "vitest";
import { until } from "../testing/until.ts";
import { dial, listen, portOf } from "./secure.ts";
import { keyOf } from "./token.ts";

const key = keyOf("one token that both ends of it know");
const otherKey = keyOf("another token that nobody knows here");

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(patienceMillis?: number) {
  const connected: TLSSocket[] = [];
  const refused: string[] = [];
  const events = {
    connected: (socket: TLSSocket) => void connected.push(socket),
    refused: (_: string, why: string) => void refused.push(why),
  };
  const server = await listen({ host: "127.0.0.1", port: 0 }, key, events, patienceMillis);
  closing.push(() => {
    for (const socket of connected) socket.destroy();
    server.close();
  });
  return { address: { host: "127.0.0.1", port: portOf(server) }, connected, refused };
}

it("lets in who knows the token, encrypted with a key of the connection's own", async () => {
  const { address, connected } = await serve();
  const socket = await dial(address, key);
  closing.push(() => socket.destroy());
  await until(() => connected.length === 1);
  expect(socket.getCipher().standardName).toBe("TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256");
  socket.write("hello");
  const heard = await new Promise((resolve) => connected[0]!.once("data", resolve));
  expect(String(heard)).toBe("hello");
});

it("refuses another token on both ends, and says so", async () => {
  const { address, connected, refused } = await serve();
  await expect(dial(address, otherKey)).rejects.toMatchObject({
    code: "PLM-AGENT-005",
    message: `the agent at 127.0.0.1:${address.port} has another token`,
  });
  await until(() => refused.length === 1);
  expect(refused).toEqual(["it has another token"]);
  expect(connected).toEqual([]);
});

it("puts off who sends something else than a handshake, and stays", async () => {
  const { address, connected, refused } = await serve();
  for (const garbage of ["GET / HTTP/1.1\r\n\r\n", '\0\0\0\x0f{"type":"hello"}', "\x16\x03\x03\xff\xff"]) {
    const socket = connect(address.port, address.host, () => socket.end(garbage));
    socket.on("error", () => {});
    await new Promise((resolve) => socket.resume().once("close", resolve));
  }
  await until(() => refused.length === 3);
  expect(refused).toEqual(Array(3).fill("it is no coordinator"));
  expect(connected).toEqual([]);
  closing.push(
    (
      (socket) => () =>
        socket.destroy()
    )(await dial(address, key)),
  );
});

it("puts off who connects and says nothing", async () => {
  const { address, refused } = await serve(500);
  const from = performance.now();
  const socket = connect(address.port, address.host).resume();
  await new Promise((resolve) => socket.once("close", resolve));
  expect(performance.now() - from).toBeGreaterThan(450);
  expect(refused).toEqual(["it is no coordinator"]);
});

it("says that nobody answers, and that what answers is no agent", async () => {
  const { address } = await serve();
  await expect(dial({ host: "127.0.0.1", port: 1 }, key)).rejects.toMatchObject({
    code: "PLM-AGENT-004",
    message: "no agent answers at 127.0.0.1:1 (ECONNREFUSED)",
  });
  const { createServer } = await import("node:net");
  const shell = createServer((socket) => socket.on("error", () => {}).end("SSH-2.0-OpenSSH_9.9\r\n"));
  await new Promise<void>((resolve) => shell.listen(0, "127.0.0.1", resolve));
  closing.push(() => shell.close());
  const { port } = shell.address() as { port: number };
  await expect(dial({ host: "127.0.0.1", port }, key)).rejects.toMatchObject({ code: "PLM-AGENT-006" });
  const taken = listen(address, key, { connected() {}, refused() {} });
  await expect(taken).rejects.toMatchObject({ code: "PLM-AGENT-010", message: /EADDRINUSE/ });
});
