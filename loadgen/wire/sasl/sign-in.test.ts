import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Reader, Writer } from "../codec.ts";
import { Connection } from "../connection.ts";
import { FrameBuffer } from "../frames.ts";
import { api } from "../requests.ts";
import { saslApi } from "./sign-in.ts";

const opened: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

interface Script {
  /** Of the handshake, and of the login. */
  errors?: [number, number];
  message?: string;
  lifetimeMs?: number;
  /** How long a login takes. */
  thinksMs?: number;
}

/** A broker that lets in by PLAIN as `script` says; `seen` has the keys of requests and what logins sent. */
async function broker(script: Script) {
  const seen: (number | string)[] = [];
  const server = createServer((socket) => {
    opened.push({ close: () => socket.destroy() });
    const frames = new FrameBuffer();
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      chunk.copy(frames.free());
      frames.filled(chunk.length, (frame) => answer(socket, new Reader(frame)));
    });
  }).listen(0, "127.0.0.1");
  const answer = (socket: Socket, request: Reader) => {
    const key = request.int16();
    request.int16();
    const writer = new Writer().int32(0).int32(request.int32());
    request.string();
    if (key === saslApi.handshake.key) {
      seen.push(key);
      writer.int16(script.errors?.[0] ?? 0).array(["PLAIN"], (name) => writer.string(name));
    } else if (key === saslApi.authenticate.key) {
      seen.push(key, request.raw().toString());
      writer.int16(script.errors?.[1] ?? 0).string(script.message ?? null);
      writer.raw(Buffer.alloc(0)).int64(script.lifetimeMs ?? 0);
    } else {
      seen.push(key);
      writer.int32(42);
    }
    writer.patchInt32(0, writer.offset - 4);
    const bytes = Buffer.from(writer.bytes());
    setTimeout(() => socket.write(bytes), key === saslApi.authenticate.key ? (script.thinksMs ?? 0) : 0);
  };
  opened.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const sasl = { mechanism: "PLAIN", username: "load", password: "geheim" } as const;
  return { seen, open: () => Connection.open({ host: "127.0.0.1", port, tls: null, sasl }, 3_000) };
}

async function open(script: Script) {
  const { seen, open } = await broker(script);
  const connection = await open();
  opened.push(connection);
  return { seen, connection };
}

it("shows the name and the password before anything else is sent", async () => {
  const { seen, connection } = await open({});
  const answer = await connection.call(
    api.metadata,
    () => {},
    (reader) => reader.int32(),
  );
  expect(answer).toBe(42);
  expect(seen).toEqual([17, 36, "\0load\0geheim", 3]);
});

it("says in the broker's words why it is not let in, without the password, and does not try again", async () => {
  const { seen, open } = await broker({ errors: [0, 58], message: "Authentication failed: Invalid name or password" });
  const refused = open();
  await expect(refused).rejects.toMatchObject({
    code: "PLM-ACCESS-006",
    message: expect.stringMatching(/^127\.0\.0\.1:\d+ does not let load in by PLAIN: Authentication failed: Invalid/),
  });
  await expect(refused).rejects.not.toThrow("geheim");
  expect(seen).toHaveLength(3);
});

it("says which mechanisms the broker offers", async () => {
  const { open } = await broker({ errors: [33, 0] });
  await expect(open()).rejects.toMatchObject({
    code: "PLM-ACCESS-007",
    message: expect.stringContaining("does not take PLAIN: it offers PLAIN"),
  });
});

it("signs in again before the session is over, and holds back what is sent meanwhile", async () => {
  // Renewed at 75 % of 1.6 s: 1.2 s after the first login.
  const { seen, connection } = await open({ lifetimeMs: 1_600, thinksMs: 150 });
  await expect.poll(() => seen.filter((entry) => entry === 36).length, { timeout: 3_000, interval: 5 }).toBe(2);
  const sent = connection.call(
    api.metadata,
    () => {},
    (reader) => reader.int32(),
  );
  expect(seen).not.toContain(3);
  expect(await sent).toBe(42);
  expect(seen.slice(-4)).toEqual([17, 36, "\0load\0geheim", 3]);
});

it("closes the connection when the broker no longer lets it in", async () => {
  const script: Script = { lifetimeMs: 1_200 };
  const { connection } = await open(script);
  script.errors = [0, 58];
  await expect.poll(() => connection.closed, { timeout: 3_000 }).toBe(true);
});
