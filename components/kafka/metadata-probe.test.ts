import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { parseMetadata, viewOf } from "./metadata-probe.ts";

/**
 * A Metadata response of version 1 with brokers 3 and 1, of which the first has no rack, a controller, and a topic whose
 * second partition has no leader.
 */
function response(controller: number): Buffer {
  const host = `0009${Buffer.from("127.0.0.1").toString("hex")}`;
  const body = [
    "00000000",
    "00000002",
    `00000003${host}00004a99ffff`,
    `00000001${host}00004a9700027231`,
    (controller >>> 0).toString(16).padStart(8, "0"),
    `00000001000000026162${"00"}00000002`,
    "000000000000000000030000000200000003000000010000000100000003",
    "000500000001ffffffff000000010000000100000000",
  ].join("");
  return Buffer.from((body.length / 2).toString(16).padStart(8, "0") + body, "hex");
}

async function answering(answer: (socket: Socket) => void, limitMs?: number) {
  const server = createServer((socket) => socket.once("data", () => answer(socket))).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await viewOf("127.0.0.1", (server.address() as AddressInfo).port, limitMs === undefined ? {} : { limitMs });
  } finally {
    server.close();
  }
}

const topics = [
  {
    name: "ab",
    partitions: [
      { id: 0, leader: 3, replicas: [3, 1], inSync: [3] },
      { id: 1, leader: null, replicas: [1], inSync: [] },
    ],
  },
];

test("brokers in order, the controller, and the topic", () => {
  expect(parseMetadata(response(3))).toEqual({ brokers: [1, 3], controller: 3, topics });
});

test("no controller yet", () => {
  expect(parseMetadata(response(-1))).toEqual({ brokers: [1, 3], controller: null, topics });
});

test("an answer that comes in pieces", async () => {
  const view = await answering((socket) => {
    socket.write(response(1).subarray(0, 7));
    setTimeout(() => socket.write(response(1).subarray(7)), 20);
  });
  expect(view).toEqual({ brokers: [1, 3], controller: 1, topics });
});

test.each<[string, (socket: Socket) => void]>([
  ["the connection is closed", (socket) => socket.end()],
  ["the answer is none of Kafka's", (socket) => socket.write(Buffer.from("00000004fffffffe", "hex"))],
  ["nothing comes", () => {}],
])("no view if %s", async (_name, answer) => {
  expect(await answering(answer, 100)).toBeNull();
});

test("the request names the topics", async () => {
  const requests: string[] = [];
  const server = createServer((socket) =>
    socket.once("data", (request) => {
      requests.push(request.toString("hex"));
      socket.end();
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await viewOf("127.0.0.1", (server.address() as AddressInfo).port, { topics: ["ab", "c"] });
  server.close();
  expect(requests).toEqual(["00000015000300010000000000000000000200026162000163"]);
});

test("no view of a port where nobody listens", async () => {
  expect(await viewOf("127.0.0.1", 1)).toBeNull();
});
