import { afterEach, expect, it } from "vitest";
import { Connection } from "../wire/connection.ts";
import { api, readInitProducerId, readMetadata, readProduce, startProduce, writeMetadata } from "../wire/requests.ts";
import { Disconnected } from "../wire/socket.ts";
import { openSink, type Sink } from "./sink.ts";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function connected(sink: Sink): Promise<Connection> {
  opened.push(sink);
  const connection = await Connection.open(
    { host: "127.0.0.1", port: Number(sink.bootstrap.split(":")[1]), tls: null, sasl: null },
    3_000,
  );
  opened.push(connection);
  return connection;
}

it("describes itself as the one broker, with an address that answers, and leads every partition", async () => {
  const sink = await openSink("load", 3);
  const connection = await connected(sink);
  const { brokers, topics } = await connection.call(
    api.metadata,
    (writer) => writeMetadata(writer, ["load"]),
    readMetadata,
  );
  expect(brokers.map(({ host, port }) => `${host}:${port}`)).toEqual([sink.bootstrap]);
  expect(topics).toHaveLength(1);
  expect(topics[0]).toMatchObject({ error: 0, name: "load" });
  expect(topics[0]!.partitions.map(({ partition, leader, error }) => ({ partition, leader, error }))).toEqual(
    [0, 1, 2].map((partition) => ({ partition, leader: brokers[0]!.id, error: 0 })),
  );
});

it("acknowledges what is produced, and gives out producer ids", async () => {
  const connection = await connected(await openSink("load", 3));
  const { error } = await connection.call(
    api.initProducerId,
    (writer) => writer.string(null).int32(0),
    readInitProducerId,
  );
  expect(error).toBe(0);
  const answer = await connection.call(
    api.produce,
    (writer) => {
      writer.patchInt32(startProduce(writer, -1, 1_000, "load"), 2);
      writer.int32(2).int32(7).int32(1).int16(2).int8(3);
      writer.int32(0).int32(5).int32(4).int8(5);
    },
    readProduce,
  );
  expect(answer).toEqual({ results: [2, 0].map((partition) => ({ partition, error: 0 })), throttleMs: 0 });
});

it("closes the connection on anything else", async () => {
  const connection = await connected(await openSink("load", 1));
  await expect(
    connection.call(
      api.listOffsets,
      () => {},
      () => {},
    ),
  ).rejects.toThrow(Disconnected);
});

it("is gone once it is closed", async () => {
  const sink = await openSink("load", 1);
  const connection = await connected(sink);
  const gone = new Promise<string>((resolve) => connection.onClose(() => resolve("gone")));
  await sink.close();
  expect(await gone).toBe("gone");
});
