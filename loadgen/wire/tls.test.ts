import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer as createPlain, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer, type TlsOptions } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TlsAccess } from "../access.ts";
import { type Certified, TestAuthority } from "../testing/certificates.ts";
import { Writer } from "./codec.ts";
import { Connection } from "./connection.ts";
import { api } from "./requests.ts";

let dir: string;
let authority: TestAuthority;
let broker: Certified;
const opened: { close(): unknown }[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-tls-"));
  authority = await TestAuthority.create(dir);
  broker = await authority.certify("IP:127.0.0.1");
});
afterAll(() => rm(dir, { recursive: true, force: true }));
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** A TLS server that answers each connection's first request with `answer`. */
async function serve(
  { certificate, key }: Certified,
  change: TlsOptions = {},
  answer: Buffer = response(42),
): Promise<number> {
  const server: Server = createServer({ cert: certificate, key, ...change }, (socket) => {
    opened.push({ close: () => socket.destroy() });
    socket.on("error", () => {});
    socket.once("data", () => socket.write(answer));
  });
  server.on("tlsClientError", () => {});
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const response = (value: number) => Buffer.from(new Writer().int32(8).int32(1).int32(value).bytes());

async function open(port: number, change: Partial<TlsAccess> = {}): Promise<Connection> {
  const tls = { authorities: authority.certificate, checkHostName: true, certificate: null, ...change };
  const connection = await Connection.open({ host: "127.0.0.1", port, tls, sasl: null }, 3_000);
  opened.push(connection);
  return connection;
}

const ask = (connection: Connection) =>
  connection.call(
    api.metadata,
    () => {},
    (reader) => [reader.int32(), reader.buffer.length],
  );

describe("a connection by TLS", () => {
  it("carries requests, and answers larger than a TLS record", async () => {
    expect(await ask(await open(await serve(broker)))).toEqual([42, 8]);
    const large = new Writer().int32(300_008).int32(1).int32(43);
    large.reserve(300_000);
    large.offset += 300_000;
    expect(await ask(await open(await serve(broker, {}, large.bytes())))).toEqual([43, 300_008]);
  });

  it("is refused when nobody trusted has signed the certificate", async () => {
    const port = await serve(broker);
    await expect(open(port, { authorities: null })).rejects.toMatchObject({
      code: "PLM-ACCESS-002",
      message: expect.stringContaining(`127.0.0.1:${port}: the broker's certificate is not signed by an authority`),
    });
  });

  it("is refused when the certificate has expired", async () => {
    const port = await serve(await authority.certify("IP:127.0.0.1", -1));
    await expect(open(port)).rejects.toMatchObject({
      code: "PLM-ACCESS-003",
      message: expect.stringContaining("has expired"),
    });
  });

  it("is refused when the certificate is another host's, unless names are not checked", async () => {
    const port = await serve(await authority.certify("DNS:elsewhere.example"));
    await expect(open(port)).rejects.toMatchObject({
      code: "PLM-ACCESS-004",
      message: expect.stringContaining("elsewhere.example"),
    });
    expect(await ask(await open(port, { checkHostName: false }))).toEqual([42, 8]);
  });

  it("shows a client certificate where it is asked for, and says so where it has none", async () => {
    const asking = { requestCert: true, rejectUnauthorized: true, ca: authority.certificate };
    const port = await serve(broker, asking);
    const { certificate: chain, key } = await authority.certify("DNS:client");
    expect(await ask(await open(port, { certificate: { chain, key, passphrase: null } }))).toEqual([42, 8]);
    // With TLS 1.3 the client believes itself connected before the server has looked for a certificate.
    const without = open(port).then(ask);
    await expect(without).rejects.toMatchObject({
      code: "PLM-ACCESS-005",
      message: expect.stringContaining("certificate_required"),
    });
  });

  it("is not tried with a key that is not the certificate's", async () => {
    const port = await serve(broker);
    const certificate = {
      chain: broker.certificate,
      key: (await authority.certify("DNS:client")).key,
      passphrase: null,
    };
    await expect(open(port, { certificate })).rejects.toMatchObject({ kind: "input", code: "PLM-ACCESS-001" });
  });

  it("gives up on a listener that speaks no TLS", async () => {
    const plain = createPlain((socket) => socket.end()).listen(0, "127.0.0.1");
    opened.push(plain);
    await new Promise((resolve) => plain.once("listening", resolve));
    await expect(open((plain.address() as AddressInfo).port)).rejects.toMatchObject({ name: "Disconnected" });
  });
});
