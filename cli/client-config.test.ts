import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readClientConfig } from "./client-config.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "plimsoll-client-"));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function read(text: string) {
  const file = join(dir, "client.properties");
  await writeFile(file, text);
  return readClientConfig(file);
}

const jaas = (module: string) => `sasl.jaas.config=org.apache.kafka.common.security.${module} required`;
const scram = `${jaas("scram.ScramLoginModule")} username="load" password="gehe\\"im;=, x";`;

test("reads the brokers of a plaintext client", async () => {
  const text =
    "# a comment\n! another\nbootstrap.servers = k1:9092,k2:9092\r\nsecurity.protocol:PLAINTEXT\nclient.id x\n";
  expect(await read(text)).toEqual({ bootstrap: ["k1:9092", "k2:9092"], tls: null, sasl: null });
  expect(await read("")).toEqual({ bootstrap: [], tls: null, sasl: null });
});

test("refuses what would be ignored, and shows no password", async () => {
  const secret = read("sasl.jaas.config=password=geheim");
  await expect(secret).rejects.toThrow("the setting `sasl.jaas.config` is not supported");
  await expect(secret).rejects.not.toThrow("geheim");
  await expect(read("security.protocol=SSL\nssl.cipher.suites=x")).rejects.toMatchObject({ code: "PLM-CLIENT-002" });
  await expect(read("security.protocol=TLS")).rejects.toThrow("`security.protocol` with `TLS` is not supported");
  await expect(read("bootstrap.servers=nowhere")).rejects.toThrow("no address of a broker");
});

test("names a file that is missing", async () => {
  await expect(readClientConfig(join(dir, "none"))).rejects.toThrow(/none does not exist/);
});

describe("a login", () => {
  test.each(["SCRAM-SHA-256", "SCRAM-SHA-512"])("by %s", async (mechanism) => {
    // In a properties file the backslash before a quote is written twice.
    const text = `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=${mechanism}\n${scram.replaceAll("\\", "\\\\")}`;
    const sasl = { mechanism, username: "load", password: 'gehe"im;=, x' };
    expect(await read(text)).toEqual({ bootstrap: [], tls: null, sasl });
  });

  test("by PLAIN over TLS, on several lines and with single quotes", async () => {
    const text = `security.protocol=sasl_ssl\nsasl.mechanism=PLAIN\n${jaas("plain.PlainLoginModule")} \\\n  username='u' \\\n  password=p;\n`;
    expect(await read(text)).toEqual({
      bootstrap: [],
      tls: { authorities: null, checkHostName: true, certificate: null },
      sasl: { mechanism: "PLAIN", username: "u", password: "p" },
    });
  });

  test("by another module than the mechanism's is refused without its text", async () => {
    const refused = read(`security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n${scram}`);
    await expect(refused).rejects.toMatchObject({ code: "PLM-CLIENT-003" });
    await expect(refused).rejects.toThrow("is not a login by org.apache.kafka.common.security.plain.PlainLoginModule");
    await expect(refused).rejects.not.toThrow("gehe");
  });

  test("needs a mechanism that is supported; Kafka's default is Kerberos", async () => {
    await expect(read("security.protocol=SASL_SSL")).rejects.toThrow("`sasl.mechanism` with `GSSAPI` is not supported");
    const none = read("security.protocol=SASL_SSL\nsasl.mechanism=PLAIN");
    await expect(none).rejects.toThrow("`sasl.jaas.config` is missing");
  });
});

describe("TLS", () => {
  const authority = "-----BEGIN CERTIFICATE-----\nauthority\n-----END CERTIFICATE-----\n";
  const identity = "-----BEGIN CERTIFICATE-----\nclient\n-----END CERTIFICATE-----\n";

  test("with PEM files", async () => {
    await writeFile(join(dir, "ca.pem"), authority);
    await writeFile(join(dir, "client.pem"), identity);
    const text = [
      "security.protocol=SSL",
      "ssl.truststore.type=PEM",
      `ssl.truststore.location=${join(dir, "ca.pem")}`,
      "ssl.keystore.type=PEM",
      `ssl.keystore.location=${join(dir, "client.pem")}`,
      "ssl.key.password=k",
      "ssl.endpoint.identification.algorithm=",
    ];
    const certificate = { chain: identity, key: identity, passphrase: "k" };
    expect((await read(text.join("\n"))).tls).toEqual({ authorities: authority, checkHostName: false, certificate });
  });

  test("with PEM in the file itself", async () => {
    const inline = authority.replaceAll("\n", "\\n\\\n  ");
    const text = `security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.certificates=${inline}`;
    expect((await read(text)).tls?.authorities).toBe(authority);
  });

  test.each([
    ["JKS", "keytool -importkeystore -srckeystore /x/store"],
    ["PKCS12", "openssl pkcs12 -in /x/store -nodes -out /x/store.pem"],
  ])("refuses %s with the command that converts it", async (type, command) => {
    const text = `security.protocol=SSL\nssl.truststore.type=${type}\nssl.truststore.location=/x/store`;
    await expect(read(text)).rejects.toMatchObject({
      code: "PLM-CLIENT-002",
      remedy: expect.stringContaining(command),
    });
  });

  test("refuses a file that is no PEM, or is not there", async () => {
    await writeFile(join(dir, "binary"), "\0\0");
    const at = (path: string) =>
      read(`security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.location=${path}`);
    await expect(at(join(dir, "binary"))).rejects.toThrow("binary is not PEM");
    await expect(at(join(dir, "none"))).rejects.toThrow("none does not exist");
  });
});
