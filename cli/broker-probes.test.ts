import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { ClusterStatus } from "../components/index.ts";
import { plaintext } from "../loadgen/access.ts";
import { brokerProbes, localProbes } from "./broker-probes.ts";
import { status } from "./testing/fakes.ts";

const asked = { status: async () => status, stackOfCluster: async () => null };
const names = async (...given: Parameters<typeof brokerProbes>) =>
  (await brokerProbes(...given)).map(({ broker }) => broker);

test("the brokers of a local cluster are watched without being asked for, those of another cluster are not", async () => {
  const local = ["broker 1", "broker 2"];
  expect(await names(asked, "small", plaintext(status.bootstrap))).toEqual(local);
  expect(await names(asked, "small", plaintext(["127.0.0.1:9092"]))).toEqual([]);
  expect(await names({ ...asked, status: async () => null }, "small", plaintext(status.bootstrap))).toEqual([]);
  const never = () => expect.unreachable("asked for a cluster that is elsewhere");
  expect(await names({ status: never, stackOfCluster: never }, "small", plaintext(["k1:9092"]))).toEqual([]);
});

test("a cluster that another tool has made is loaded without its processes being watched", async () => {
  const never = () => expect.unreachable("asked for the processes of a stack");
  const stack = { status: never, stackOfCluster: async () => "local" };
  expect(await names(stack, "small", plaintext(status.bootstrap))).toEqual([]);
});

test("a state that cannot be read is told, and not taken for no cluster", async () => {
  const broken = { ...asked, status: () => Promise.reject(new Error("the state is damaged")) };
  await expect(names(broken, "small", plaintext(status.bootstrap))).rejects.toThrow("the state is damaged");
});

/** Does `work` with the host of a page that says `text`. */
async function served(text: string, work: (host: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end(text));
  await once(server.listen(0, "127.0.0.1"), "listening");
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

test("exporters that are named take the place of processes", async () => {
  await served("process_cpu_seconds_total 1\n", async (host) => {
    const urls = [`http://${host}/metrics`];
    expect(await names(asked, "small", plaintext(status.bootstrap), urls)).toEqual([host]);
  });
});

test("an exporter that tells nothing of a broker is refused before the load", async () => {
  await served("<html>some page</html>", async (host) => {
    for (const address of [host, "127.0.0.1:1"]) {
      const asking = names(asked, "small", plaintext(["k1:9092"]), [`http://${address}/metrics`]);
      await expect(asking).rejects.toMatchObject({ code: "PLM-CLI-006", message: expect.stringContaining(address) });
    }
  });
});

test("a broker that is gone is looked for anew, and read where it is then", async () => {
  const nowhere = 2 ** 22 + 1;
  const at = (pid: number | null): ClusterStatus => ({
    ...status,
    nodes: status.nodes.map((node) => (node.kind === "kafka-broker" ? { ...node, pid } : node)),
  });
  const later = [at(null), at(process.pid)];
  let times = 0;
  const [probe] = localProbes(at(nowhere), async () => later[times++]!);
  expect(await probe!.read()).toBeNull();
  expect((await probe!.read())!.cpuSeconds).toBeGreaterThan(0);
  await probe!.read();
  expect(times).toBe(2);
});
