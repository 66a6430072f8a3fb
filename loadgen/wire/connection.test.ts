import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Writer } from "./codec.ts";
import { Connection } from "./connection.ts";
import { api } from "./requests.ts";
import { Disconnected } from "./socket.ts";

const opened: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** A server that does `serve` with each connection. */
async function server(serve: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const listening: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    serve(socket);
  });
  opened.push({ close: () => sockets.forEach((socket) => void socket.destroy()) }, listening);
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return (listening.address() as AddressInfo).port;
}

const local = (port: number) => ({ host: "127.0.0.1", port, tls: null, sasl: null });

async function connected(port: number): Promise<Connection> {
  const connection = await Connection.open(local(port), 3_000);
  opened.push(connection);
  return connection;
}

/** A response with that correlation id and number. */
function response(correlation: number, value: number): Buffer {
  return Buffer.from(new Writer().int32(8).int32(correlation).int32(value).bytes());
}

const ask = (connection: Connection) =>
  connection.call(
    api.apiVersions,
    () => {},
    (reader) => reader.int32(),
  );

it("gives each of the requests under way its own answer, however the answers are cut", async () => {
  const port = await server((socket) => {
    socket.once("data", () => {
      const all = Buffer.concat([response(1, 10), response(2, 20), response(3, 30)]);
      socket.write(all.subarray(0, 17));
      setTimeout(() => socket.write(all.subarray(17)), 20);
    });
  });
  const connection = await connected(port);
  expect(await Promise.all([ask(connection), ask(connection), ask(connection)])).toEqual([10, 20, 30]);
});

it("writes requests as Kafka frames them", async () => {
  let seen: Buffer = Buffer.alloc(0);
  const port = await server((socket) => {
    socket.once("data", (chunk: Buffer) => {
      seen = chunk;
      socket.write(response(1, 0));
    });
  });
  await ask(await connected(port));
  const header = new Writer().int16(18).int16(2).int32(1).string("plimsoll").bytes();
  expect(seen).toEqual(Buffer.concat([new Writer().int32(header.length).bytes(), header]));
});

it("rejects what is under way when the connection goes, and what is asked later", async () => {
  const port = await server((socket) => {
    socket.once("data", () => {
      socket.end(response(1, 10));
    });
  });
  const connection = await connected(port);
  let closed = 0;
  connection.onClose(() => closed++);
  const [first, second] = await Promise.allSettled([ask(connection), ask(connection)]);
  expect(first).toEqual({ status: "fulfilled", value: 10 });
  expect(second).toMatchObject({ status: "rejected", reason: expect.any(Disconnected) });
  expect(connection.closed).toBe(true);
  expect(closed).toBe(1);
  await expect(ask(connection)).rejects.toThrow("closed by the other side");
  connection.onClose(() => closed++);
  expect(closed).toBe(2);
});

it("closes the connection on an answer that was not asked for, and says so", async () => {
  const port = await server((socket) => {
    socket.once("data", () => socket.write(response(7, 10)));
  });
  await expect(ask(await connected(port))).rejects.toThrow("response 7 was not asked for");
});

it("closes the connection when the other side does not speak Kafka's protocol", async () => {
  const port = await server((socket) => {
    socket.once("data", () => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
  });
  await expect(ask(await connected(port))).rejects.toThrow("not Kafka's protocol");
});

it("says where nobody listens", async () => {
  const port = await server(() => {});
  for (const one of opened.splice(0)) one.close();
  await expect(Connection.open(local(port), 3_000)).rejects.toThrow(`127.0.0.1:${port}: connect ECONNREFUSED`);
});

it("says when the bytes of a request can be used again, also when the connection has gone", async () => {
  const port = await server((socket) => void socket.resume());
  const connection = await connected(port);
  await new Promise<void>((resolve) => connection.send(Buffer.from("any"), 1, undefined, () => resolve()));
  connection.close();
  await new Promise<void>((resolve) => connection.onClose(resolve));
  const error = await new Promise((resolve) => connection.send(Buffer.from("any"), 2, undefined, resolve));
  expect(error).toBeInstanceOf(Disconnected);
});
