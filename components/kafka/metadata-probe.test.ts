import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { parseMetadata, viewOf } from "./metadata-probe.ts";

/** A Metadata response of version 1 with brokers 3 and 1, of which the first has no rack, and a controller. */
function response(controller: number): Buffer {
  const host = `0009${Buffer.from("127.0.0.1").toString("hex")}`;
  const body = [
    "00000000",
    "00000002",
    `00000003${host}00004a99ffff`,
    `00000001${host}00004a9700027231`,
    (controller >>> 0).toString(16).padStart(8, "0"),
    "00000000",
  ].join("");
  return Buffer.from((body.length / 2).toString(16).padStart(8, "0") + body, "hex");
}

async function answering(answer: (socket: Socket) => void, limitMs?: number) {
  const server = createServer((socket) => socket.once("data", () => answer(socket))).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await viewOf("127.0.0.1", (server.address() as AddressInfo).port, limitMs);
  } finally {
    server.close();
  }
}

test("brokers in order, and the controller", () => {
  expect(parseMetadata(response(3))).toEqual({ brokers: [1, 3], controller: 3 });
});

test("no controller yet", () => {
  expect(parseMetadata(response(-1))).toEqual({ brokers: [1, 3], controller: null });
});

test("an answer that comes in pieces", async () => {
  const view = await answering((socket) => {
    socket.write(response(1).subarray(0, 7));
    setTimeout(() => socket.write(response(1).subarray(7)), 20);
  });
  expect(view).toEqual({ brokers: [1, 3], controller: 1 });
});

test.each<[string, (socket: Socket) => void]>([
  ["the connection is closed", (socket) => socket.end()],
  ["the answer is none of Kafka's", (socket) => socket.write(Buffer.from("00000004fffffffe", "hex"))],
  ["nothing comes", () => {}],
])("no view if %s", async (_name, answer) => {
  expect(await answering(answer, 100)).toBeNull();
});

test("no view of a port where nobody listens", async () => {
  expect(await viewOf("127.0.0.1", 1)).toBeNull();
});
