import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { pickPorts, requireFreePorts } from "./ports.ts";

test("ports are distinct, the same for the same seed, and leave out those that are taken", async () => {
  const ports = await pickPorts(8, "a");
  expect(new Set(ports).size).toBe(8);
  expect(await pickPorts(8, "a")).toEqual(ports);
  expect(await pickPorts(1, "a", [ports[0]!])).toEqual([ports[1]]);
});

test("another seed begins elsewhere", async () => {
  expect(await pickPorts(1, "a")).not.toEqual(await pickPorts(1, "b"));
});

test("a port that somebody listens on is passed over, and named with its holder when it is needed", async () => {
  const [port] = await pickPorts(1, "c");
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  try {
    expect(await pickPorts(1, "c")).not.toEqual([port]);
    const { port: held } = server.address() as AddressInfo;
    await expect(requireFreePorts("broker-2", "127.0.0.1", [held])).rejects.toMatchObject({
      kind: "environment",
      code: "PLM-PORT-101",
      message: expect.stringContaining(`broker-2 needs port ${held}, which `),
    });
    if (process.platform === "linux")
      await expect(requireFreePorts("broker-2", "127.0.0.1", [held])).rejects.toThrow(`process ${process.pid} (`);
  } finally {
    server.close();
  }
  await requireFreePorts("broker-2", "127.0.0.1", [port!]);
});
