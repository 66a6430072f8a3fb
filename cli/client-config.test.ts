import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

test("reads the brokers of a plaintext client", async () => {
  const text =
    "# a comment\n! another\nbootstrap.servers = k1:9092,k2:9092\r\nsecurity.protocol:PLAINTEXT\nclient.id x\n";
  expect(await read(text)).toEqual({ bootstrap: ["k1:9092", "k2:9092"] });
  expect(await read("")).toEqual({});
});

test("refuses what would be ignored, and shows no password", async () => {
  await expect(read("security.protocol=SASL_SSL")).rejects.toThrow(
    "`security.protocol` with `SASL_SSL` is not supported",
  );
  const secret = read("sasl.jaas.config=password=geheim");
  await expect(secret).rejects.toThrow("the setting `sasl.jaas.config` is not supported");
  await expect(secret).rejects.not.toThrow("geheim");
  await expect(read("bootstrap.servers=nowhere")).rejects.toThrow("no address of a broker");
});

test("names a file that is missing", async () => {
  await expect(readClientConfig(join(dir, "none"))).rejects.toThrow(/none does not exist/);
});
