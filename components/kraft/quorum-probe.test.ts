import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { parseDescribeQuorum, quorumViewOf } from "./quorum-probe.ts";

const now = 1_795_367_383_341;

/** A DescribeQuorum response of version 1: the leader 1001 and two voters that had caught up so long ago. */
function response(behindMs: readonly [number, number], error = 0): Buffer {
  const replica = (id: number, caughtUpAt: number) => {
    const bytes = Buffer.alloc(29);
    bytes.writeInt32BE(id, 0);
    bytes.writeBigInt64BE(42n, 4);
    bytes.writeBigInt64BE(BigInt(now), 12);
    bytes.writeBigInt64BE(BigInt(caughtUpAt), 20);
    return bytes;
  };
  const partition = Buffer.alloc(22);
  partition.writeInt16BE(error, 4);
  partition.writeInt32BE(error === 0 ? 1001 : -1, 6);
  const voters = [replica(1002, now - behindMs[0]), replica(1001, now), replica(1003, now - behindMs[1])];
  const body = Buffer.concat([
    Buffer.from([0, 0, 0, 7, 0, 0, 0]), // correlation id, tags, no error
    Buffer.from([2, 19, ...Buffer.from("__cluster_metadata"), 2]),
    partition,
    Buffer.from([voters.length + 1]),
    ...voters,
    Buffer.from([2]),
    replica(1, -1), // an observer
    Buffer.from([0, 0, 0]),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}

test("the leader tells who follows it", () => {
  expect(parseDescribeQuorum(response([300, 900]))).toEqual({ leader: 1001, following: [1001, 1002, 1003] });
});

test("a voter that has been behind for longer than Kafka's own limit does not follow", () => {
  expect(parseDescribeQuorum(response([2001, 2000]))).toEqual({ leader: 1001, following: [1001, 1003] });
});

test("one that never fetched does not follow", () => {
  expect(parseDescribeQuorum(response([now + 1, 0]))?.following).toEqual([1001, 1003]);
});

test("a controller that is not the leader knows nothing of it", () => {
  const notLeader = 6;
  expect(parseDescribeQuorum(response([0, 0], notLeader))).toBeNull();
});

test("what is none of Kafka's answers is no view", () => {
  expect(parseDescribeQuorum(Buffer.from("00000003fffffe", "hex"))).toBeNull();
  expect(parseDescribeQuorum(response([0, 0]).subarray(0, 60))).toBeNull();
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A controller that notes what it is asked and gives this answer. */
async function controller(id: number, answer: Buffer, asked: string[]): Promise<string> {
  const server = createServer((socket) =>
    socket.once("data", (request) => {
      asked.push(`${id} ${request.toString("hex")}`);
      socket.write(answer);
    }),
  ).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return `${id}@127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the controllers are asked in turn until the leader answers", async () => {
  const asked: string[] = [];
  const follower = await controller(1002, response([0, 0], 6), asked);
  const leader = await controller(1001, response([0, 0]), asked);
  const late = await controller(1003, response([0, 0]), asked);
  const view = await quorumViewOf(["1000@127.0.0.1:1", follower, leader, late].join(","), 500);
  expect(view).toEqual({ leader: 1001, following: [1001, 1002, 1003] });
  const topic = Buffer.from("__cluster_metadata").toString("hex");
  const request = `00000027${"00370001"}00000000${"ffff"}00${"0213"}${topic}${"02"}00000000000000`;
  expect(asked).toEqual([`1002 ${request}`, `1001 ${request}`]);
});

test("no view while nobody leads", async () => {
  expect(await quorumViewOf(await controller(1001, response([0, 0], 6), []), 500)).toBeNull();
});
