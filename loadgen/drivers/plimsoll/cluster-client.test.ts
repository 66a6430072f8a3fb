import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { plaintext } from "../../access.ts";
import { ScriptedBrokers } from "../../testing/scripted-broker.ts";
import { until } from "../../testing/until.ts";
import { Writer } from "../../wire/codec.ts";
import { api, readApiVersions } from "../../wire/requests.ts";
import { Disconnected } from "../../wire/socket.ts";
import { ClusterClient, checkBrokers, parseAddress } from "./cluster-client.ts";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function open(brokers: number, partitions = 1): Promise<ScriptedBrokers> {
  const cluster = await ScriptedBrokers.open({ brokers, partitions });
  opened.push(cluster);
  return cluster;
}

async function connect(bootstrap: readonly string[], topic = "t"): Promise<ClusterClient> {
  const client = await ClusterClient.connect(plaintext(bootstrap), topic);
  opened.push(client);
  return client;
}

/** The address of a server that is none of Kafka's: it does `serve` with each connection. */
async function stranger(serve: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The address of a port that was free a moment ago. */
async function nobody(): Promise<string> {
  const address = await stranger(() => {});
  await new Promise((resolve) => (opened.pop() as ReturnType<typeof createServer>).close(resolve));
  return address;
}

describe("an address", () => {
  it("is a host and a port, the host perhaps an IPv6 address in brackets", () => {
    expect(parseAddress("broker1.example:9092")).toEqual({ host: "broker1.example", port: 9092 });
    expect(parseAddress("[::1]:9093")).toEqual({ host: "::1", port: 9093 });
  });

  it.each(["broker1", "broker1:", ":9092", "broker1:kafka", "broker1:99999", ""])("is not %j", (text) => {
    expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: "PLM-LOAD-002", kind: "input" }));
  });

  it("is refused before anything is connected to", async () => {
    await expect(checkBrokers(plaintext(["broker1"]))).rejects.toMatchObject({ code: "PLM-LOAD-002" });
    await expect(ClusterClient.connect(plaintext(["broker1"]), "t")).rejects.toMatchObject({ code: "PLM-LOAD-002" });
  });
});

describe("a client of a cluster", () => {
  it("knows the leaders, and learns of moves when it looks again", async () => {
    const cluster = await open(2, 3);
    const client = await connect(cluster.bootstrap);
    const leaders = () => [0, 1, 2, 3].map((partition) => client.leader(partition));
    expect(client.partitions).toBe(3);
    expect(leaders()).toEqual([0, 1, 0, -1]);
    cluster.moveLeader(0, 1);
    cluster.moveLeader(1, -1);
    expect(leaders()).toEqual([0, 1, 0, -1]);
    await client.refresh();
    expect(leaders()).toEqual([1, -1, 0, -1]);
  });

  it("asks a broker that did not answer after the others from then on", async () => {
    const cluster = await open(3);
    const client = await connect(cluster.bootstrap);
    await client.refresh();
    cluster.pause(0);
    await client.refresh(); // gives broker 0 up after 3 s
    const asked = () => cluster.requests.filter(({ broker, key }) => broker === 0 && key === api.metadata.key).length;
    const before = asked();
    await client.refresh();
    expect(asked()).toBe(before);
    cluster.resume(0);
  });

  it("turns to the second bootstrap server when the first is dead, or is no broker", async () => {
    const cluster = await open(1);
    const http = await stranger((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    for (const first of [await nobody(), http]) {
      const client = await connect([first, ...cluster.bootstrap]);
      expect(client.leader(0)).toBe(0);
    }
  });

  it("finds the cluster again through a broker that it met, though its bootstrap server is gone", async () => {
    const cluster = await open(2);
    const client = await connect(cluster.bootstrap.slice(0, 1));
    cluster.moveLeader(0, 1);
    await cluster.stop(0);
    await client.refresh();
    expect(client.leader(0)).toBe(1);
  });

  it("looks once for all who ask at the same time", async () => {
    const cluster = await open(1);
    const client = await connect(cluster.bootstrap);
    const before = cluster.requests.length;
    await Promise.all([client.refresh(), client.refresh(), client.refresh()]);
    expect(cluster.requests.length - before).toBe(1);
  });

  it("keeps one connection to a broker and lane, and opens another once it has gone", async () => {
    const cluster = await open(1);
    const client = await connect(cluster.bootstrap);
    const first = await client.connection(0);
    expect(await client.connection(0)).toBe(first);
    expect(await client.connection(0, 1)).not.toBe(first);
    cluster.dropConnections(0);
    await until(() => first.closed);
    const second = await client.connection(0);
    expect(second).not.toBe(first);
    const { versions } = await second.call(api.apiVersions, () => {}, readApiVersions);
    expect(versions.get(api.produce.key)).toEqual([0, api.produce.version]);
  });

  it("gives no connection to a broker that is gone, or not known, or once it is closed", async () => {
    const cluster = await open(2);
    const client = await connect(cluster.bootstrap);
    await cluster.stop(1);
    await expect(client.connection(1)).rejects.toThrow(Disconnected);
    await expect(client.connection(7)).rejects.toThrow("broker 7 is not known");
    const kept = await client.connection(0);
    client.close();
    await until(() => kept.closed);
    await expect(client.connection(0)).rejects.toThrow(Disconnected);
  });

  it("says which topic cannot be used, and why", async () => {
    const cluster = await open(1);
    await expect(ClusterClient.connect(plaintext(cluster.bootstrap), "other")).rejects.toMatchObject({
      code: "PLM-LOAD-003",
      message: "topic other cannot be used: UNKNOWN_TOPIC_OR_PARTITION",
    });
  });
});

describe("the check of brokers", () => {
  it("is content with brokers that speak what a load needs", async () => {
    const cluster = await open(2);
    await expect(checkBrokers(plaintext([await nobody(), ...cluster.bootstrap]))).resolves.toBeUndefined();
  });

  it("says that nothing listens, and where", async () => {
    const address = await nobody();
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-LOAD-005",
      message: expect.stringContaining(`no broker answers at ${address}`),
    });
  });

  it("says that what listens does not speak Kafka's protocol", async () => {
    const address = await stranger((socket) => socket.write("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({
      code: "PLM-LOAD-005",
      message: expect.stringContaining("not Kafka's protocol"),
    });
  });

  it.each([
    ["too short for an answer", Buffer.alloc(8)],
    ["an answer that ends too early", Buffer.from(new Writer().int32(6).int32(1).int16(0).bytes())],
  ])("says that what listens sends %s", async (_, bytes) => {
    const address = await stranger((socket) => void socket.once("data", () => socket.write(bytes)));
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({ name: "Problem", code: "PLM-LOAD-005" });
  });

  it("says that what listens does not answer", async () => {
    const address = await stranger(() => {});
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({
      code: "PLM-LOAD-005",
      message: expect.stringContaining("no answer within 3000 ms"),
    });
  });

  it("says that what listens closes at once", async () => {
    const address = await stranger((socket) => void socket.destroy());
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({
      code: "PLM-LOAD-005",
      message: expect.stringContaining(address),
    });
  });

  /** The address of one that says which requests it speaks, and no more. */
  const speaker = (speaks: readonly { key: number; version: number }[]) =>
    stranger((socket) => {
      socket.once("data", (request: Buffer) => {
        const writer = new Writer().int32(0).int32(request.readInt32BE(8)).int16(0);
        writer.array([...speaks], ({ key, version }) => writer.int16(key).int16(0).int16(version));
        writer.int32(0).patchInt32(0, writer.offset - 4);
        socket.write(writer.bytes());
      });
    });

  it("says which request the brokers are too old for", async () => {
    const all = Object.values(api);
    const address = await speaker(all.map(({ key, version }) => ({ key, version: key === 1 ? 10 : version })));
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({
      code: "PLM-LOAD-004",
      message: `the brokers at ${address} do not speak fetch version 11 (they speak 0 to 10)`,
    });
  });

  it("tells a controller from a broker", async () => {
    const address = await speaker(Object.values(api).filter(({ key }) => key !== api.produce.key));
    await expect(checkBrokers(plaintext([address]))).rejects.toMatchObject({ code: "PLM-LOAD-035" });
  });
});
